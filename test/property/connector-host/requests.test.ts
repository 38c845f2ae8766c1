import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bench, connection } from "../../unit/connector-host/definitions.ts";

const call = (operationId: string, parameters: Record<string, unknown>) => ({
  connector: "shared_orders",
  operationId,
  parameters,
  connection,
});

const filled = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });

/** A value as a flow may hold it; keys without slashes, which would be paths. */
const value = fc.jsonValue({ maxDepth: 2 });
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_@.]{0,8}$/);
const item = fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value, { minKeys: 1, maxKeys: 3 })), {
  minKeys: 1,
  maxKeys: 5,
});

/** Keys with a slash cannot be written property by property. */
function isRecordOfNames(each: unknown): each is Readonly<Record<string, unknown>> {
  if (typeof each !== "object" || each === null || Array.isArray(each)) return false;
  const keys = Object.keys(each);
  return keys.length > 0 && keys.every((key) => /^[A-Za-z]/.test(key) && !key.includes("/"));
}

function flattened(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, each]) =>
      isRecordOfNames(each)
        ? Object.entries(each).map(([inner, leaf]) => [`item/${key}/${inner}`, leaf])
        : [[`item/${key}`, each]],
    ),
  );
}

describe("whatever a flow passes", () => {
  it("in a path arrives as it was, encoded once or twice on the wire", () => {
    fc.assert(
      fc.property(filled, (id) => {
        const { host, requests } = bench();
        host.call(call("ChangeOrder", { id, changes: [] }));
        host.call(call("ChangeBill", { id }));
        const [once, twice] = requests.map(({ path }) => path.slice("/v1/shop/orders/".length));
        expect(once).not.toContain("/");
        expect(decodeURIComponent(once ?? "")).toBe(id);
        expect(decodeURIComponent(decodeURIComponent(twice ?? ""))).toBe(id);
      }),
    );
  });

  it("property by property arrives as the same body as when it is passed whole", () => {
    fc.assert(
      fc.property(item, (body) => {
        const { host, requests } = bench();
        host.call(call("ChangeBill", { id: "1", item: body }));
        host.call(call("ChangeBill", { id: "1", ...flattened(body) }));
        expect(requests[1]?.body).toEqual(requests[0]?.body);
      }),
    );
  });

  it("is never changed by the call", () => {
    fc.assert(
      fc.property(item, (body) => {
        const parameters = { id: "1", ...flattened(body) };
        const before = structuredClone(parameters);
        bench().host.call(call("ChangeBill", parameters));
        expect(parameters).toEqual(before);
      }),
    );
  });
});
