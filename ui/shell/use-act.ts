/** Doing what the palette has found. */
import { useLocation } from "preact-iso";
import { useDoing } from "../doing.ts";
import { theme } from "../kept.ts";
import { leave } from "../session/session.ts";
import { useTurn } from "../webhooks/use-turn.ts";
import type { Action, Finding } from "./findable.ts";
import { turnHold } from "./holding.ts";
import { opened } from "./opened.ts";

/** Goes there, or does it. */
export function useAct(): (finding: Finding) => void {
  const { route } = useLocation();
  const { run } = useDoing();
  const { turn } = useTurn((question, { id }) => route(`/webhooks/${id}?ask=${question}`));
  const addInbox = async () => {
    const { newInbox } = await import("../inbox/new-inbox.ts");
    route(await newInbox());
  };
  const act = (action: Action): unknown => {
    switch (action) {
      case "keys":
      case "places":
        return (opened.value = action);
      case "light":
      case "dark":
      case "system":
        return (theme.value = action);
      case "hold":
        return turnHold();
      case "inbox":
        return run(addInbox);
      case "leave":
        return leave();
    }
  };
  return ({ to }) => {
    if ("path" in to) route(to.path);
    else if ("turned" in to) void turn(to.turned);
    else void act(to.action);
  };
}
