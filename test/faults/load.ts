/** The clients of a run with kills: what they post, what they are told, and what they ask again. */
import type { Binary } from "../help/binary.ts";
import { postEvent, read } from "./client.ts";
import type { Kill, Posting } from "./ledger.ts";
import { monotonicMs, wait } from "./patience.ts";

const CLIENTS = 6;

/** A client's longest rest between two events, in ms: the run is about kills, not about how much a machine takes. */
const REST_MS_MAX = 20;

/** How many acknowledged events are looked at again after each start. */
const SAMPLE_COUNT = 10;

/** The clients: half of them with idempotency keys, with which they ask again after a kill. */
export class Load {
  readonly postings: Posting[] = [];
  readonly violations: string[] = [];
  readonly #dice: () => number;

  constructor(dice: () => number) {
    this.#dice = dice;
  }

  /** Posts until the kill, and answers when it was. */
  async pressUntilKilled(server: Binary, lifeMs: number): Promise<Kill> {
    let isAlive = true;
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      while (isAlive) {
        await this.#post(server, this.#newPosting(client % 2 === 0));
        await wait(this.#dice() * REST_MS_MAX);
      }
    });
    await wait(lifeMs);
    isAlive = false;
    const atMs = monotonicMs();
    server.kill("SIGKILL");
    await Promise.all([server.exited, ...clients]);
    return { atMs, overMs: monotonicMs() };
  }

  /** A start after a kill is clean: it is ready and silent, holds what it acknowledged, and knows its keys. */
  async checkStart(server: Binary): Promise<void> {
    const { status } = await fetch(`${server.url}/readyz`);
    if (status !== 200) this.violations.push(`/readyz answers ${status} after a kill`);
    this.violations.push(...server.stderr);
    const acknowledged = this.postings.filter(({ id }) => id !== null).slice(-SAMPLE_COUNT);
    for (const { id } of acknowledged) {
      const answer = await server.api(`/events/${id}`);
      if (answer.status !== 200) this.violations.push(`${id} was acknowledged, and is ${answer.status} after a kill`);
    }
    const unanswered = this.postings.filter(({ key, id }) => key !== null && id === null);
    // Twice: the second answer must be the first's, whether the event was there already or not.
    for (const posting of [...acknowledged.filter(({ key }) => key !== null), ...unanswered, ...unanswered]) {
      await this.#post(server, posting);
    }
  }

  #newPosting(isKeyed: boolean): Posting {
    const n = this.postings.length;
    const posting: Posting = { n, key: isKeyed ? `order-${n}` : null, id: null };
    this.postings.push(posting);
    return posting;
  }

  /** No answer at all is what a kill looks like from here, and a 503 what a busy machine does. */
  async #post(server: Binary, posting: Posting): Promise<void> {
    const id = await postEvent(server, "order.paid", posting.n, posting)
      .then(async (answer) => (answer.status === 503 ? null : (await read<{ id: string }>(answer)).id))
      .catch((fault: Error) => {
        if (/^\d{3} /.test(fault.message)) this.violations.push(fault.message);
        return null;
      });
    if (id !== null && posting.id !== null && id !== posting.id) {
      this.violations.push(`the key ${posting.key} stands for ${posting.id} and for ${id}`);
    }
    posting.id ??= id;
  }
}
