/** The rules of a profile, in sentences. */
import { type Fact, Facts } from "../kit/Facts.tsx";
import type { Profile } from "../set-up-shapes.ts";
import { shortSpan } from "../spans.ts";
import { setUp } from "../words/set-up.ts";
import { useFollowers } from "./use-profiles.ts";

/** The panel. */
export function ProfileRules({ profile }: { profile: Profile }) {
  const text = setUp.profiles;
  const { facts } = text;
  const { name, userAgent, timeoutMs, health, whileOff, secret, limits } = profile;
  const followers = useFollowers()(name);
  const told: (Fact | null)[] = [
    [facts.userAgent, <span class="mono">{userAgent ?? "Hookwheel/<version>"}</span>],
    [facts.timeout, facts.timeoutText(shortSpan(timeoutMs))],
    [facts.health, <Lines key="health" texts={healthTexts(health)} />],
    [
      facts.whileOff,
      <Lines key="off" texts={[text.whileOff.paused[whileOff.paused], text.whileOff.disabled[whileOff.disabled]]} />,
    ],
    [facts.secret, text.secret[secret.reveal]],
    [facts.limits, <Lines key="limits" texts={limitTexts(limits)} />],
    followers === null ? null : [facts.followers, followers === 0 ? text.noFollowers : text.followers(followers)],
  ];
  return (
    <section class="panel">
      <h2>{text.sections.rules}</h2>
      <Facts facts={told} />
    </section>
  );
}

function Lines({ texts }: { texts: readonly string[] }) {
  return (
    <ul class="lines">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function healthTexts(health: Profile["health"]): string[] {
  const { none, warning, disable, gone, notGone, rule } = setUp.profiles.health;
  if (health === null) return [none, notGone];
  const { warnings, disable: end, isGoneFinal } = health;
  return [
    ...warnings.map(({ afterFailures, afterMs }) => warning(rule(afterFailures, afterMs))),
    disable(rule(end.afterFailures, end.afterMs)),
    isGoneFinal ? gone : notGone,
  ];
}

function limitTexts({
  nameLengthMax,
  urlLengthMax,
  endpointsMax,
  subscribeBy,
  notEnabled,
}: Profile["limits"]): string[] {
  const { limits } = setUp.profiles;
  const texts = [
    nameLengthMax === null ? null : limits.name(nameLengthMax),
    urlLengthMax === null ? null : limits.url(urlLengthMax),
    endpointsMax === null ? null : limits.endpoints(endpointsMax),
    subscribeBy === null ? null : limits.subscribeBy(subscribeBy.join(", ")),
    notEnabled === null ? null : limits.notEnabled(notEnabled),
  ].filter((text) => text !== null);
  return texts.length === 0 ? [limits.none] : texts;
}
