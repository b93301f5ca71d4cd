/** How a verb speaks to a running server. */
import type { Clock } from "../base/clock.ts";

const ANSWER_MS_MAX = 3_000;

/** Argon2 and a commit on a busy machine. */
const CONTROL_MS_MAX = 30_000;

/** The status that the server gives to a GET. @throws what `fetch` throws, or a `TimeoutError` after 3 s */
export async function statusOf(url: string, clock: Clock): Promise<number> {
  const { signal, cancel } = clock.signalAfter(ANSWER_MS_MAX);
  try {
    const response = await fetch(url, { signal, proxy: false, redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } finally {
    cancel();
  }
}

/** What a server answers on its control socket; `null` when none listens there. @throws a `TimeoutError` after 30 s */
export async function askControl(path: string, asked: object, clock: Clock): Promise<unknown> {
  const { signal, cancel } = clock.signalAfter(CONTROL_MS_MAX);
  try {
    const response = await fetch("http://localhost/", {
      unix: path,
      method: "POST",
      body: JSON.stringify(asked),
      signal,
    });
    return await response.json();
  } catch (fault) {
    if (signal.aborted) throw fault;
    return null;
  } finally {
    cancel();
  }
}
