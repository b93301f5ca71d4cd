/** The columns that many tables have. */
import { blob, integer } from "drizzle-orm/sqlite-core";

/** What rows refer to one another by. */
export const seq = () => integer("seq").primaryKey();
/** For the edges: 16 bytes. */
export const id = () => blob("id", { mode: "buffer" }).notNull();
/** 0 or 1. */
export const is = (name: string) => integer(name, { mode: "boolean" }).notNull();
