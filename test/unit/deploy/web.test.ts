import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectDataverse, literal } from "../../../solution/deploy/dataverse/client.ts";
import type { HttpAnswer, HttpRequest } from "../../../solution/deploy/machine.ts";
import { readJson } from "../../../solution/deploy/web/answers.ts";
import { send } from "../../../solution/deploy/web/send.ts";
import { codeOf, type FakeMachine, fakeMachine, json } from "./fake-machine.ts";

const url = "https://contoso.crm4.dynamics.com";
const ask = (machine: FakeMachine, method: HttpRequest["method"] = "GET") =>
  send(machine, { service: "Dataverse", method, url, headers: {}, repeatable: method === "GET" });

/** A service that gives these answers one after the other, and the last one for ever. */
const answering = (...answers: readonly (Partial<HttpAnswer> | undefined)[]) =>
  fakeMachine({ answer: (_request, count) => answers[Math.min(count, answers.length) - 1] });

describe("sending", () => {
  it("waits as long as the service asks for, in seconds or until a date, but no longer than five minutes", async () => {
    const busy = (after: string) => ({ status: 429, headers: { "retry-after": after } });
    const machine = answering(
      busy("7"),
      busy("Mon, 05 Jan 2026 08:01:07 GMT"),
      busy("86400"),
      busy("soon"),
      {},
    );
    expect((await ask(machine)).status).toBe(200);
    expect(machine.waits).toEqual([7_000, 60_000, 300_000, 8_000]);
  });

  it("doubles its patience where nothing is asked for, and gives up in the end", async () => {
    const machine = answering({ status: 503 });
    expect((await ask(machine)).status).toBe(503);
    expect(machine.waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(machine.requests).toHaveLength(5);
  });

  it.each([
    ["GET", 500, 5],
    ["GET", undefined, 2],
    ["GET", 501, 1],
    ["GET", 403, 1],
    // Nobody knows whether it was carried out.
    ["POST", 500, 1],
    ["POST", undefined, 1],
    // Nothing was carried out.
    ["POST", 429, 5],
    ["POST", 503, 5],
  ] as const)("sends %s after %s %i times", async (method, status, times) => {
    const machine = answering(status === undefined ? undefined : { status });
    await codeOf(ask(machine, method));
    expect(machine.requests).toHaveLength(times);
  });

  it("says who does not answer, and how often it was asked", async () => {
    await expect(ask(answering(undefined))).rejects.toMatchObject({
      diagnostic: {
        code: "DEPLOY.SERVICE_SILENT",
        message: `Dataverse at ${url} does not answer`,
        why: expect.stringContaining("2 times"),
      },
    });
  });
});

describe("answers", () => {
  const read = (answer: Partial<HttpAnswer>) => () =>
    readJson({ status: 200, headers: {}, body: "", ...answer }, { service: "Dataverse", request: "a row" });

  it.each([
    [
      "OData",
      { error: { code: "0x80040217", message: "It does not exist.\r\nAt all." } },
      "It does not exist.",
    ],
    ["Entra", { error: "invalid_client", error_description: "AADSTS7000215: no." }, "AADSTS7000215: no."],
    ["Power Apps", { message: "Not yours." }, "Not yours."],
    ["a bare code", { error: "nope" }, "nope"],
  ])("are refused in the words of %s", (_whose, body, words) => {
    expect(read(json(body, 403))).toThrow(`Dataverse refuses a row with 403: ${words}`);
  });

  it("tell a page apart from a reason", () => {
    expect(read({ status: 502, body: "<html>proxy</html>" })).toThrow("it gives no reason");
    expect(read({ status: 500 })).toThrow("it gives no reason");
    expect(read({ body: "<html>sign in</html>" })).toThrow("ANSWER_UNREADABLE");
  });
});

describe("the Web API client", () => {
  const connect = (machine: FakeMachine) =>
    connectDataverse({ machine, url: `${url}/`, token: async () => "t" });

  it("reads every page, and sends its token along", async () => {
    const machine = fakeMachine({
      answer: ({ url: to }) =>
        to.endsWith("page=2")
          ? json({ value: [{ name: "b" }] })
          : json({ value: [{ name: "a" }], "@odata.nextLink": `${url}/api/data/v9.2/connectors?page=2` }),
    });
    const filter = `name eq ${literal("O'Neill & Söhne")}`;
    expect(await connect(machine).rows("connectors", { select: ["name"], filter })).toEqual([
      { name: "a" },
      { name: "b" },
    ]);
    const [first, second] = machine.requests;
    expect(first?.headers["Authorization"]).toBe("Bearer t");
    expect(new URL(first?.url ?? "").searchParams.get("$filter")).toBe("name eq 'O''Neill & Söhne'");
    expect(second?.url).toBe(`${url}/api/data/v9.2/connectors?page=2`);
  });

  it("never takes its token to another server", async () => {
    const elsewhere = "https://contoso.crm4.dynamics.com.example/api/data/v9.2/connectors";
    const machine = fakeMachine({ answer: () => json({ value: [], "@odata.nextLink": elsewhere }) });
    expect(await codeOf(connect(machine).rows("connectors", { select: ["name"] }))).toBe(
      "DEPLOY.ANSWER_UNREADABLE",
    );
    expect(machine.requests).toHaveLength(1);
  });

  it("does not read on for ever", async () => {
    const machine = fakeMachine({ answer: ({ url: to }) => json({ value: [], "@odata.nextLink": to }) });
    expect(await codeOf(connect(machine).rows("connectors", { select: ["name"] }))).toBe(
      "DEPLOY.TOO_MANY_PAGES",
    );
  });

  it("refuses an answer that is no list", async () => {
    const machine = fakeMachine({ answer: () => json({ value: "rows" }) });
    expect(await codeOf(connect(machine).rows("connectors", { select: ["name"] }))).toBe(
      "DEPLOY.ANSWER_UNREADABLE",
    );
  });

  it("changes rows that are there, and makes none by that", async () => {
    const machine = fakeMachine({ answer: () => ({ status: 204 }) });
    await connect(machine).update("workflows", "1f", { statecode: 1 });
    expect(machine.requests).toMatchObject([
      {
        method: "PATCH",
        url: `${url}/api/data/v9.2/workflows(1f)`,
        headers: { "If-Match": "*" },
        body: '{"statecode":1}',
      },
    ]);
  });

  it("knows the id of a row it has made, and does not insist on taking away what is gone", async () => {
    const id = "0F0E0D0C-0B0A-4908-8706-050403020100";
    const made = fakeMachine({
      answer: () => ({
        status: 204,
        headers: { "odata-entityid": `${url}/api/data/v9.2/environmentvariablevalues(${id})` },
      }),
    });
    expect(await connect(made).create("environmentvariablevalues", {})).toBe(id.toLowerCase());
    const mute = fakeMachine({ answer: () => ({ status: 204 }) });
    expect(await codeOf(connect(mute).create("environmentvariablevalues", {}))).toBe(
      "DEPLOY.ANSWER_UNREADABLE",
    );
    const gone = fakeMachine({ answer: () => ({ status: 404 }) });
    expect(await codeOf(connect(gone).remove("environmentvariablevalues", id))).toBeUndefined();
  });

  it("puts any text into a filter so that it is one text again", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = literal(text);
        expect(/^'(?:[^']|'')*'$/s.test(quoted)).toBe(true);
        expect(quoted.slice(1, -1).replaceAll("''", "'")).toBe(text);
      }),
    );
  });
});
