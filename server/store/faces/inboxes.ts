/** Inboxes as the store keeps them; what they got is kept in memory alone. */
import type { UnixMs } from "../../base/clock.ts";

/** A receiver of our own, for people to look at what is sent. */
export interface Inbox {
  seq: number;
  id: Uint8Array;
  /** The environment's seq. */
  environment: number;
  /** What its URL ends with. */
  token: string;
  createdAt: UnixMs;
}

/** Inboxes by noun. Writes throw AppError `unavailable` when the store cannot write. */
export interface InboxesStore {
  /** Answers the seq, `gone` when the environment is deleted, `full` when it has as many as it may. */
  addInbox(inbox: Omit<Inbox, "seq">): Promise<number | "gone" | "full">;
  /** Answers whether there was such an inbox. */
  deleteInbox(inbox: number): Promise<boolean>;
  loadInboxes(): Promise<Inbox[]>;
}
