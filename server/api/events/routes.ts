/** The routes of events. */
import { Elysia } from "elysia";
import type { EventRow } from "../../store/faces/events.ts";
import { authenticated, type Principal } from "../auth.ts";
import { deliveryView } from "../deliveries/schema.ts";
import { operation } from "../openapi.ts";
import { pageOf, pageQueryOf, pageView } from "../page.ts";
import type { Rooms } from "../rooms.ts";
import { idOrNotFound, IdParams, notFound } from "../shapes.ts";
import { postBatch, postEvent } from "./post.ts";
import {
  AcceptedBatchView,
  AcceptedEventView,
  EventDetailsView,
  EventsFilter,
  EventView,
  eventView,
  NewBatch,
  NewEvent,
} from "./schema.ts";
