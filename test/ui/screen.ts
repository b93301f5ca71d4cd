/** A screen of the console, to be looked at and looked through. */
import type { Page } from "playwright-core";
import type { Binary } from "../help/binary.ts";

/** A screen. */
export interface Screen {
  name: string;
  server: Binary;
  path: string;
  isIn: boolean;
  /** A text that is there once the screen is. */
  waitFor: string | RegExp;
  /** Whether the picture is of all of it, not of what is seen first. */
  isWhole?: boolean;
  prepare?: (page: Page) => Promise<unknown>;
}

/** Describes a screen of the server with life in it, unless `more` says otherwise. */
export type On = (name: string, path: string, waitFor: Screen["waitFor"], more?: Partial<Screen>) => Screen;

/** Describes screens of a server with life in it. */
export function onServer(full: Binary): On {
  return (name, path, waitFor, more = {}) => ({ name, server: full, path, isIn: true, waitFor, ...more });
}
