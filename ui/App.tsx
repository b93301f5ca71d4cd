/** The console: who is in sees the pages, who is not sees the door. */
import { ErrorBoundary, lazy, LocationProvider, Route, Router } from "preact-iso";
import { useEffect } from "preact/hooks";
import { HandedOver } from "./kit/HandedOver.tsx";
import { PageToasts } from "./kit/Toasts.tsx";
import { startLive } from "./live.ts";
import { pageOfEach } from "./page-of-each.ts";
import { readAgain } from "./reading.ts";
import { Home } from "./first/Home.tsx";
import { Fallen } from "./shell/Fallen.tsx";
import { NotFound } from "./shell/NotFound.tsx";
import { Shell } from "./shell/Shell.tsx";
import { PEOPLE_ROUTES } from "./PeopleRoutes.tsx";
import { chosenPlace } from "./places/place.ts";
import { useAddressedPlace } from "./places/use-addressed-place.ts";
import { SET_UP_ROUTES } from "./SetUpRoutes.tsx";
import { Door } from "./session/Door.tsx";
import { access } from "./session/session.ts";
import { WebhooksPage } from "./webhooks/WebhooksPage.tsx";

const FirstPage = lazy(async () => (await import("./first/FirstPage.tsx")).FirstPage);
const NewWebhookPage = lazy(async () => (await import("./webhooks/NewWebhookPage.tsx")).NewWebhookPage);
const WebhookPage = pageOfEach(
  "id",
  lazy(async () => (await import("./webhooks/WebhookPage.tsx")).WebhookPage),
);
const EventsPage = lazy(async () => (await import("./events/EventsPage.tsx")).EventsPage);
const EventPage = pageOfEach(
  "id",
  lazy(async () => (await import("./events/EventPage.tsx")).EventPage),
);
const QueuePage = lazy(async () => (await import("./queue/QueuePage.tsx")).QueuePage);
const DeliveryPage = pageOfEach(
  "id",
  lazy(async () => (await import("./inspector/DeliveryPage.tsx")).DeliveryPage),
);
const AttemptPage = pageOfEach(
  "id",
  lazy(async () => (await import("./inspector/AttemptPage.tsx")).AttemptPage),
);

/** All of it. */
export function App() {
  const { state } = access.value;
  return (
    <>
      {state === "signed-in" ? (
        <LocationProvider>
          <House key={chosenPlace.value?.environment.id} />
          <HandedOver />
        </LocationProvider>
      ) : (
        state !== "asking" && <Door />
      )}
      <PageToasts />
    </>
  );
}

/** The pages, kept moving. */
function House() {
  useAddressedPlace();
  useEffect(() => startLive(readAgain), []);
  return (
    <Shell>
      <Fallen>
        <ErrorBoundary>
          <Router>
            <Route path="/" component={Home} />
            <Route path="/first" component={FirstPage} />
            <Route path="/webhooks" component={WebhooksPage} />
            <Route path="/webhooks/new" component={NewWebhookPage} />
            <Route path="/webhooks/:id/:tab?" component={WebhookPage} />
            <Route path="/events" component={EventsPage} />
            <Route path="/events/:id" component={EventPage} />
            <Route path="/queue" component={QueuePage} />
            <Route path="/deliveries/:id" component={DeliveryPage} />
            <Route path="/attempts/:id" component={AttemptPage} />
            {PEOPLE_ROUTES}
            {SET_UP_ROUTES}
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      </Fallen>
    </Shell>
  );
}
