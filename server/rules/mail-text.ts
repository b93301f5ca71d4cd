/** What a mail to an owner says, as plain text and as HTML of the same words. Pure. */
import type { UnixMs } from "../base/clock.ts";
import type { NoticeKind } from "./notice.ts";
import type { HealthRule, WhileOff } from "./profile.ts";
import { counted, momentText } from "./words.ts";

/** What the owners hear of, with what a person wrote still as written. */
export interface Told {
  kind: NoticeKind;
  organizationName: string;
  environmentName: string;
  endpoint: { idText: string; name: string | null; url: string };
  consecutiveFailures: number;
  failingSince: UnixMs | null;
  reason: string;
  failure: string | null;
  at: UnixMs;
  /** Where the endpoint is shown, `null` when nobody said where people reach us. */
  link: string | null;
}

/** What comes next, as it stands when the mail is sent. */
export interface Outlook {
  /** `null` when nothing waits. */
  nextAttemptAt: UnixMs | null;
  rule: HealthRule | null;
  whileDisabled: WhileOff;
  now: UnixMs;
}

/** A mail's words. */
export interface MailText {
  /** On one line. */
  subject: string;
  text: string;
  html: string;
}

/** A piece of a mail: a sentence, a table of label and value, or a link. */
type Piece = { says: string } | { rows: readonly (readonly [label: string, value: string])[] } | { link: string };

/** A subject or a name is cut here, in characters. */
const LINE_LENGTH_MAX = 120;

/** What would break a line, or be obeyed by who shows it: control characters, line breaks of any kind, changes of direction. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/** The mail that tells of one notice. */
export function noticeMail(told: Told, outlook: Outlook): MailText {
  const pieces: Piece[] = [
    { says: `${subjectOf(told)}.` },
    { rows: rowsOf(told) },
    ...nextSteps(told, outlook).map((says) => ({ says })),
    lookAt(told),
  ];
  return mailOf(`[${oneLine(told.organizationName)}] ${subjectOf(told)}`, pieces, "an owner of this organization");
}

/** The mail that lists what was held back. @param tolds 2 or more, in the order in which they came */
export function digestMail(tolds: readonly Told[]): MailText {
  const pieces = tolds.flatMap((told): Piece[] => [
    { says: `${momentText(told.at)}: ${oneLine(told.organizationName)}: ${subjectOf(told)}.` },
    { rows: rowsOf(told) },
    lookAt(told),
  ]);
  const [name, ...others] = new Set(tolds.map(({ organizationName }) => oneLine(organizationName)));
  const subject = `${others.length === 0 ? `[${name}] ` : ""}${counted(tolds.length, "notice")} about your webhooks`;
  const why = "More came within an hour than we send one by one. These were held back:";
  return mailOf(subject, [{ says: why }, ...pieces], "an owner of these organizations");
}

function subjectOf({ kind, endpoint, consecutiveFailures }: Told): string {
  const webhook = `Webhook “${oneLine(endpoint.name ?? hostOf(endpoint.url))}”`;
  switch (kind) {
    case "failing":
      return `${webhook} has failed ${counted(consecutiveFailures, "time")} in a row`;
    case "disabled":
      return `${webhook} has been disabled`;
    case "enabled":
      return `${webhook} is enabled again`;
  }
}

function rowsOf(told: Told): [label: string, value: string][] {
  const { endpoint, environmentName, reason, failure, failingSince, at } = told;
  const rows: [string, string | null][] = [
    ["Webhook", endpoint.name],
    ["URL", endpoint.url],
    ["Environment", environmentName],
    ["What happened", reason],
    ["Last answer", failure],
    ["Failing since", failingSince === null ? null : momentText(failingSince)],
    ["At", momentText(at)],
  ];
  return rows.flatMap(([label, value]): [string, string][] => (value === null ? [] : [[label, oneLine(value, 500)]]));
}

/** What happens next, and what the owner can do. */
function nextSteps({ kind, failingSince }: Told, { nextAttemptAt, rule, whileDisabled, now }: Outlook): string[] {
  switch (kind) {
    case "failing":
      return [nextAttempt(nextAttemptAt, now), ...(rule === null ? [] : [whenDisabled(rule, failingSince, now)])];
    case "disabled":
      return [
        whileDisabled === "held"
          ? "Nothing is sent to it any more. What comes is held, and goes out when you enable it again."
          : "Nothing is sent to it any more. What waited and what comes is skipped; each can be sent again afterwards.",
        "Mend what receives the events, then enable the webhook again.",
      ];
    case "enabled":
      return ["Events are sent to it again from now on, and its failures are counted afresh."];
  }
}

function nextAttempt(at: UnixMs | null, now: UnixMs): string {
  if (at === null) return "Nothing waits for it at the moment; the next event will be tried.";
  return at <= now ? "What waits is being tried again now." : `The next attempt is due at ${momentText(at)}.`;
}

function whenDisabled({ disable }: HealthRule, failingSince: UnixMs | null, now: UnixMs): string {
  const count = `Unless one succeeds, it will be disabled after ${counted(disable.afterFailures, "failed attempt")} in a row`;
  const earliestAt = failingSince === null ? now : failingSince + disable.afterMs;
  return earliestAt > now ? `${count}, but not before ${momentText(earliestAt)}.` : `${count}.`;
}

function lookAt({ link, endpoint }: Told): Piece {
  return link === null ? { says: `Look for ${endpoint.idText} in the console.` } : { link };
}

/** A URL's host; what is no URL as it is. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}

function oneLine(text: string, lengthMax = LINE_LENGTH_MAX): string {
  const line = text.toWellFormed().replace(UNPRINTABLE, " ").replace(/ {2,}/g, " ").trim();
  return line.length <= lengthMax ? line : `${line.slice(0, lengthMax).toWellFormed()}…`;
}

function mailOf(subject: string, pieces: readonly Piece[], who: string): MailText {
  const footer = `You get this mail because you are ${who}.`;
  const all = [...pieces, { says: footer }];
  return { subject, text: `${all.map(asText).join("\n\n")}\n`, html: asPage(all.map(asHtml).join("\n")) };
}

function asText(piece: Piece): string {
  if ("says" in piece) return piece.says;
  if ("link" in piece) return `Look at it: ${piece.link}`;
  const width = Math.max(...piece.rows.map(([label]) => label.length)) + 1;
  return piece.rows.map(([label, value]) => `${`${label}:`.padEnd(width)} ${value}`).join("\n");
}

function asHtml(piece: Piece): string {
  if ("says" in piece) return `<p>${escaped(piece.says)}</p>`;
  if ("link" in piece) return `<p><a href="${escaped(piece.link)}">Look at it</a></p>`;
  const cell = (text: string, tag: string) =>
    `<${tag} style="text-align:left;padding:2px 12px 2px 0">${escaped(text)}</${tag}>`;
  const rows = piece.rows.map(([label, value]) => `<tr>${cell(label, "th")}${cell(value, "td")}</tr>`);
  return `<table>\n${rows.join("\n")}\n</table>`;
}

function asPage(body: string): string {
  return `<!doctype html>\n<meta charset="utf-8">\n<body style="font-family:sans-serif;line-height:1.5">\n${body}\n</body>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
