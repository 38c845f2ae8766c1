import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { castOfMapping } from "../../generator/cli/cast-of-mapping.ts";
import { packageRoot } from "../../generator/cli/package-root.ts";
import { loadScenario, scenarioNames } from "../../generator/cli/scenario-files.ts";
import { runScenario, type Theatre } from "../../simulator/scenario/run-scenario.ts";
import type { Deed } from "../../simulator/tenant/served/serve-tenant.ts";
import type { Tenant } from "../../simulator/tenant/types.ts";
import { People } from "./whole-way/deals.ts";
import { deployedTheatre, type Layout } from "./whole-way/deployed-theatre.ts";
import {
  type BuiltMapping,
  buildMapping,
  examine,
  expectEnd,
  release,
  type WatchedWorld,
  watchedWorld,
} from "./whole-way/release-world.ts";

// The whole way of a release: from an empty tenant to one in which all scenarios pass, on to the next version while deals
// are under way, and back until nothing is left. Everything that the release does goes over HTTP.

/** Milliseconds: programs are started one after the other, and machines may be busy. */
const longest = 120_000;

let built: BuiltMapping;
let next: BuiltMapping;
beforeAll(async () => {
  built = await buildMapping();
  next = await buildMapping({ solution: { version: "1.1.0.0" }, flows: { salesforcePollingMinutes: 5 } });
}, longest);
afterAll(() => {
  for (const each of [built, next]) each.remove();
});

/** What each release did, for the tenants of the scenarios. */
const deeds = new Map<Layout, readonly Deed[]>();

describe.each([
  ["program", "split"],
  ["wrapper", "single"],
] as const)("with pac as %s, in the layout %s", (backEnd, layout) => {
  const words = ["--environment", "staging", "--layout", layout, "--pac", backEnd];
  let world: WatchedWorld;
  let people: People;
  beforeAll(async () => {
    world = await watchedWorld(built, backEnd);
    people = new People(world.served.url);
  }, longest);
  afterAll(() => world.close());
  const control = () => world.served.tenant.dataverse.control;
  const opportunities = () => world.served.tenant.salesforce.control.records("Opportunity");

  it(
    "an empty tenant comes to run the flows",
    async () => {
      await release(world, words);
      deeds.set(layout, [...world.deeds]);
      expect(
        new Set(
          control()
            .flows()
            .map(({ state }) => state),
        ),
      ).toEqual(new Set(["on"]));
      expect(world.served.tenant.registration()).toMatchObject({
        WebhookUrl: world.served.tenant.webhookUrl(),
      });
      expect((await people.runs()).filter(({ status }) => status !== "Succeeded")).toEqual([]);
    },
    longest,
  );

  it(
    "the next version comes while deals are under way, and none is lost or made twice",
    async () => {
      await people.share("early");
      await people.settle();
      await people.take({ seller: { edit: "early deal", fields: { Amount: 60000 } } });
      await people.share("late");
      await people.untilUnderWay([
        "Salesforce Opportunity to Partner Center",
        "Salesforce to Partner Center",
      ]);
      const before = (await people.runs()).length;
      rmSync(join(world.folder, "out"), { recursive: true });
      cpSync(next.folder, world.folder, { recursive: true });
      const upgrade = await world.deploy([...words, "--skip", "smoke", "--confirm", "staging"]);
      expectEnd(upgrade, 0);
      // No time has passed: what was under way still is.
      const runs = await people.runs();
      expect(runs).toHaveLength(before);
      expect(runs.filter(({ status }) => status === "Running").length).toBeGreaterThan(1);
      await people.settle();
      expect(control().solutions()).toContainEqual({ name: "CosellSync", version: "1.1.0.0", managed: true });
      expect((await people.runs()).filter(({ status }) => status !== "Succeeded")).toEqual([]);
      expect(opportunities().map((deal) => deal["Partner_Center_Sync_Status__c"])).toEqual([
        "Synced",
        "Synced",
      ]);
      const referrals = opportunities().map((deal) =>
        world.served.tenant.partnerCenter.records.byExternalReference(String(deal["Id"])),
      );
      expect(referrals.map(([own, ...others]) => [own?.details?.dealValue, others.length])).toEqual([
        [60000, 0],
        [50000, 0],
      ]);
    },
    longest,
  );

  it("the new version runs: a change of today goes out as the new version says", async () => {
    const poll = control().flow("Salesforce Opportunity to Partner Center");
    expect(poll?.clientData).toMatch(/"interval":\s*5\b/);
    await people.take({ seller: { edit: "late deal", fields: { Amount: 70000 } } });
    await people.settle();
    const [own] = world.served.tenant.partnerCenter.records.byExternalReference(
      String(opportunities()[1]?.["Id"]),
    );
    expect(own?.details?.dealValue).toBe(70000);
  });

  it(
    "the doctor finds nothing wrong with it, and changes nothing",
    async () => {
      const before = world.deeds.length;
      const { code, stdout } = await examine(world);
      const { diagnostics }: { readonly diagnostics: readonly { readonly severity: string }[] } =
        JSON.parse(stdout);
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(code).toBe(0);
      const changing = world.deeds
        .slice(before)
        .filter((deed) => deed.kind === "request" && !["GET", "POST"].includes(deed.request.method));
      expect(changing).toEqual([]);
    },
    longest,
  );

  it(
    "it goes away and leaves nothing behind but the deals and the address in Partner Center",
    async () => {
      const removal = await world.deploy([
        ...words,
        "--remove",
        "--remove-salesforce",
        "--confirm",
        "staging",
      ]);
      expectEnd(removal, 0);
      for (const set of componentSets) expect([set, control().rows(set)]).toEqual([set, []]);
      // The sign-ins to Microsoft's own connectors are the person's, who may use them elsewhere.
      expect(
        new Set(
          control()
            .connections()
            .map(({ connectorId }) => connectorId),
        ),
      ).toEqual(new Set(["shared_salesforce", "shared_commondataserviceforapps"]));
      const { salesforce } = world.served.tenant;
      expect(salesforce.control.components()).toEqual([]);
      expect(salesforce.control.records("PermissionSet")).toEqual([]);
      expect(
        opportunities().flatMap((deal) => Object.keys(deal).filter((name) => name.endsWith("__c"))),
      ).toEqual([]);
      expect(opportunities()).toHaveLength(2);
      // Partner Center has no way to delete a registration; nobody answers at its address any more.
      const runs = (await people.runs()).length;
      await people.take({
        partner: { edit: "own of early deal", changes: { "/details/notes": "After the end" } },
      });
      await people.settle();
      expect(await people.runs()).toHaveLength(runs);
    },
    longest,
  );
});

const componentSets = [
  "solutions",
  "publishers",
  "solutioncomponents",
  "workflows",
  "connectors",
  "connectionreferences",
  "environmentvariabledefinitions",
  "environmentvariablevalues",
];

const scenarios = scenarioNames().map((name) => loadScenario(name, packageRoot()).scenario);
const mappings = new Map(
  scenarios.map(({ given }) => [JSON.stringify(given?.mapping ?? {}), given?.mapping]),
);

describe.each([...mappings])(
  "in a tenant that a release of the mapping with %s has set up",
  (key, changes) => {
    let changed: BuiltMapping | undefined;
    let theatre: Theatre<Tenant>;
    beforeAll(async () => {
      const released = changes === undefined ? deeds : new Map<Layout, readonly Deed[]>();
      if (changes !== undefined) {
        changed = await buildMapping(changes);
        const world = await watchedWorld(changed, "program");
        await release(world, ["--environment", "staging", "--skip", "smoke"]);
        released.set("split", world.deeds);
        await world.close();
      }
      const { cast } = castOfMapping((changed ?? built).source);
      if (cast === undefined) return expect.unreachable("the mapping has mistakes");
      theatre = deployedTheatre(cast, (layout) => released.get(layout) ?? []);
    }, longest);
    afterAll(() => changed?.remove());

    const names = scenarioNames().filter(
      (_name, index) => JSON.stringify(scenarios[index]?.given?.mapping ?? {}) === key,
    );
    it.each(names)("%s", (name) => {
      const { scenario } = loadScenario(name, packageRoot());
      const { mismatches, stopped } = runScenario(name, scenario, theatre);
      expect({ mismatches, stopped }).toEqual({ mismatches: [], stopped: undefined });
    });
  },
);
