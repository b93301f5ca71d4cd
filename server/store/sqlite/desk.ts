/** How the parts of the store reach the file: reads by a connection of the main thread, writes by the writer's. */
import type { Seal } from "../seal.ts";
import type { Connection } from "./connection.ts";
import type { readsOf } from "./faults.ts";
import type { GroupCommit } from "./group-commit.ts";

/** Both tell in words what is wrong with the file. */
export interface Desk {
  connection: Connection;
  read: ReturnType<typeof readsOf>;
  write: GroupCommit["write"];
  seal: Seal;
}
