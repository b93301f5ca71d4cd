/** What a screen of the console is. */
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

/** Writes a screen in few words: on the server with life in it, signed in. */
export type On = (name: string, path: string, waitFor: Screen["waitFor"], more?: Partial<Screen>) => Screen;
