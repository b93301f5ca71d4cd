/** What may stand in a form's fields. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import {
  descriptionFault,
  eventTypeFault,
  externalIdFault,
  mailAddressFault,
  nameFault,
  namespaceFault,
  parseEndpointUrl,
  secretFault,
  subscriptionFault,
} from "../../server/rules/fields.ts";

describe("a URL", () => {
  test.each([
    ["https://example.com", "https://example.com/"],
    ["HTTPS://Example.COM:443/A?b=c", "https://example.com/A?b=c"],
    ["http://example.com:8080/in/../out#part", "http://example.com:8080/out"],
    ["https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"],
    ["https://example.com/a b", "https://example.com/a%20b"],
    ["https://example.com/@me?at=a@b", "https://example.com/@me?at=a@b"],
    ["http://127.1/", "http://127.0.0.1/"],
    ["http://0x7f000001/", "http://127.0.0.1/"],
    ["http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/"],
    ["http://localhost:3000/hooks", "http://localhost:3000/hooks"],
  ])("%s is kept as %s", (text, url) => {
    expect(parseEndpointUrl(text)).toEqual({ url });
    expect(parseEndpointUrl(url)).toEqual({ url });
  });

  test.each([
    [" https://example.com", "remove the white space around it"],
    ["https://example.com\n", "remove the white space around it"],
    ["https://example.com\u00a0", "remove the white space around it"],
    ["https://exa\tmple.com", "remove the control characters"],
    ["https://example.com/\u0000", "remove the control characters"],
    ["https://example.com/\u0085x", "remove the control characters"],
    ["https://example.com\\@evil.example", "use / instead of \\"],
    ["https:\\\\example.com", "use / instead of \\"],
    ["ftp://example.com", "start it with https:// or http://"],
    ["file:///etc/passwd", "start it with https:// or http://"],
    ["javascript:alert(1)", "start it with https:// or http://"],
    ["https:example.com", "start it with https:// or http://"],
    ["https:///user@example.com", "start it with https:// or http://"],
    ["example.com", "start it with https:// or http://"],
    ["", "cannot be empty: give a URL, like https://example.com/webhooks"],
    ["https://user:pass@example.com", "remove the user name and password before the host"],
    ["https://user@example.com", "remove the user name and password before the host"],
    ["https://@example.com", "remove the user name and password before the host"],
    ["https://", "give a whole URL, like https://example.com/webhooks"],
    ["https://exa mple.com", "give a whole URL, like https://example.com/webhooks"],
    ["https://256.1.1.1", "give a whole URL, like https://example.com/webhooks"],
    ["https://[::1%25eth0]/", "give a whole URL, like https://example.com/webhooks"],
    ["https://example.com:65536", "give a whole URL, like https://example.com/webhooks"],
    ["https://a..example", "remove the dot too many in the host name"],
    ["https://.example", "remove the dot too many in the host name"],
    ["https://example.com.", "remove the dot too many in the host name"],
    ["https://a。。example", "remove the dot too many in the host name"],
    ["https://example.com:0", "use a port from 1 to 65535"],
  ])("%j is refused: %s", (text, fault) => {
    expect(parseEndpointUrl(text)).toEqual({ fault });
  });
});

describe("any URL", () => {
  test("may be as long as the profile says", () => {
    const url = `https://example.com/${"x".repeat(480)}`;
    expect(parseEndpointUrl(url, 500)).toEqual({ url });
    expect(parseEndpointUrl(`${url}x`, 500)).toEqual({ fault: "use at most 500 characters" });
    expect(parseEndpointUrl(`https://example.com/${"x".repeat(2029)}`)).toEqual({
      fault: "use at most 2048 characters",
    });
  });

  test("whatever is typed, what is kept is http or https, without user, fragment or empty label, and stays as it is", () => {
    const typed = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string({ unit: "binary" }).map((rest) => `https://${rest}`),
      fc.stringMatching(/^https?:\/\/[a-z0-9.:@\\[\]%#?/ -]{0,30}$/),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = parseEndpointUrl(text);
        if ("fault" in read) return true;
        const url = new URL(read.url);
        return (
          /^https?:$/.test(url.protocol) &&
          url.username + url.password + url.hash === "" &&
          !url.hostname.split(".").includes("") &&
          JSON.stringify(parseEndpointUrl(read.url, Infinity)) === JSON.stringify(read)
        );
      }),
      { numRuns: 2000 },
    );
  });
});

test.each(["document.ready", "ingest_job.queued_for_resync", "ping", "a-b.C1.d", "x".repeat(128)])(
  "%s is an event type, and can be subscribed to",
  (type) => {
    expect([eventTypeFault(type), subscriptionFault(type)]).toEqual([null, null]);
  },
);

test.each(["", ".", "a.", ".a", "a..b", "a b", "a.*", "*", "é", "a\n", "x".repeat(129)])(
  "%j is no event type",
  (type) => {
    expect(eventTypeFault(type)).toBeString();
  },
);

test.each(["*", "document.*", "a.b.*"])("%s can be subscribed to", (text) => {
  expect(subscriptionFault(text)).toBeNull();
});

test.each(["", "**", ".*", "*.a", "doc*", "a.*.b", "a..*", "a.*\n", `${"x".repeat(127)}.*`])(
  "%j cannot be subscribed to",
  (text) => {
    expect(subscriptionFault(text)).toBe(
      "use an event type like document.ready, a group like document.*, or * for all",
    );
  },
);

test("a secret is 16 to 128 printable ASCII characters", () => {
  for (const secret of ["x".repeat(16), "~ ".repeat(64), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]) {
    expect(secretFault(secret)).toBeNull();
  }
  for (const secret of ["x".repeat(15), "x".repeat(129), `${"x".repeat(16)}\n`, `${"x".repeat(16)}é`, ""]) {
    expect(secretFault(secret)).toBe("use 16 to 128 printable ASCII characters");
  }
});

test("names and namespaces are one line that is not empty, descriptions any text", () => {
  expect([nameFault("Café 1"), nameFault(" "), nameFault("a\nb"), nameFault("x".repeat(41), 40)]).toEqual([
    null,
    "give it a name",
    "remove the control characters",
    "use at most 40 characters",
  ]);
  expect([namespaceFault("eu/1"), namespaceFault(""), namespaceFault("a\0")]).toEqual([
    null,
    "give at least one character, or leave it out",
    "remove the control characters",
  ]);
  expect(namespaceFault("x".repeat(256))).toBe("use at most 255 characters");
  expect([descriptionFault("two\nlines"), descriptionFault("x".repeat(1001))]).toEqual([
    null,
    "use at most 1000 characters",
  ]);
});

test("the product's own id is visible, so that a header can hold it", () => {
  for (const id of ["a", "cus_0001", "Acme Inc.", "~!@#", "x".repeat(255)])
    expect([id, externalIdFault(id)]).toEqual([id, null]);
  for (const id of ["", " a", "a ", "a\tb", "a\n", "ä", "x".repeat(256)])
    expect([id, externalIdFault(id)]).not.toEqual([id, null]);
});

test("a mail address is one address, and nothing that could slip into a mail's headers", () => {
  for (const text of ["a@b", "ops+hooks@mail.example.com", "o'neil@example.com"])
    expect([text, mailAddressFault(text)]).toEqual([text, null]);
  for (const text of [
    "",
    "a",
    "@b.example",
    "a@",
    "a b@c.example",
    "a@b..example",
    "a@-b.example",
    "a@b.example,c@d.example",
    "A <a@b.example>",
    "a@b.example\r\nBcc: c@d.example",
    "a@b.example\n",
    `${"x".repeat(65)}@b.example`,
    `a@${"b.".repeat(130)}example`,
  ])
    expect([text, mailAddressFault(text)]).not.toEqual([text, null]);
});
