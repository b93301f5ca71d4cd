/** The figures of a run as a person reads them. */
import type { Figures } from "./measure.ts";

/** The lines of one run, under the server's name. */
export function textOf(name: string, figures: Figures): string {
  const { accept, deliver, refusedCount, cpuPerEvent: cpu } = figures;
  const refused = refusedCount > 0 ? `; ${count(refusedCount)} answers were no 202` : "";
  const inMemory = figures.isInMemory ? ", in memory, where fsync costs nothing: set TMPDIR to a disk" : "";
  const lines = [
    name,
    `  accepted    ${count(figures.acceptedPerSecond)}/s, the 202 after p50 ${ms(accept.p50Ms)}, p99 ${ms(accept.p99Ms)}${refused}`,
    `  delivered   ${count(figures.deliveredPerSecond)}/s, after the 202 p50 ${ms(deliver.p50Ms)}, p99 ${ms(deliver.p99Ms)}`,
    `  memory      ${megabytes(figures.peakBytes)} at its peak`,
    `  disk        ${count(figures.diskBytesPerDelivery)} bytes per delivered event${inMemory}`,
    `  processor   ${us(cpu.serverUs)} per event, beside ${us(cpu.loadUs)} of the load, ${us(cpu.receiverUs)} of the receiver`,
    `  checked     ${count(figures.acceptedCount)} events, ${count(figures.checkedCount)} signatures`,
  ];
  return [...lines, ...faultsIn(figures).map((fault) => `  FAULT       ${fault}`)].join("\n");
}

/** What must not be, in words; empty for a sound run. */
export function faultsIn({ undeliveredCount, duplicatesCount, wrongSignaturesCount }: Figures): string[] {
  const faults: [countOf: number, what: string][] = [
    [undeliveredCount, "accepted but never received"],
    [duplicatesCount, "received more than once"],
    [wrongSignaturesCount, "wrongly signed"],
  ];
  return faults.filter(([countOf]) => countOf > 0).map(([countOf, what]) => `${count(countOf)} ${what}`);
}

/** How the figures are meant, in one paragraph. */
export const DEFINITIONS = `All processes share this machine. One second of warm-up counts for nothing. accepted: 202s within the window.
delivered: first receipts from the end of the warm-up to the last receipt of all, over that time. after the 202: from the
202 at the client to the request at the receiver; one that arrives before its 202 took 0 ms.`;

/** Whole, with a comma at the thousands. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function ms(value: number | null): string {
  return value === null ? "–" : `${value.toFixed(1)} ms`;
}

function us(value: number | null): string {
  return value === null ? "–" : `${value.toFixed(1)} µs`;
}

function megabytes(bytes: number | null): string {
  return bytes === null ? "–" : `${count(bytes / 1e6)} MB`;
}
