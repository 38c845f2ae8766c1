import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import Ajv4 from "ajv-draft-04";
import { unzlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { connectorArtifacts, emitConnectors } from "../../../connector/index.ts";
import { checkDefinition, checkProperties } from "../../../connector/rules/rules.ts";
import { defaultModel } from "./model.ts";
import { loose } from "./read-definition.ts";

const model = defaultModel();
const emitted = emitConnectors(model);
const artifacts = connectorArtifacts(emitted);

it("writes each connector as pac and paconn take it", () => {
  const files = ["apiDefinition.swagger.json", "apiProperties.json", "settings.json", "icon.png"];
  expect(artifacts.map(({ id, kind, path }) => ({ id, kind, path }))).toEqual(
    (["referrals", "events"] as const).flatMap((role) =>
      files.map((file) => ({
        id: `connector/${role}/${file}`,
        kind: "connector",
        path: `connectors/${model.connectors[role].name}/${file}`,
      })),
    ),
  );
  for (const { origin } of artifacts) expect(origin[0]).toBe("connectors");
});

it("gives the same bytes twice", () => {
  expect(connectorArtifacts(emitConnectors(defaultModel()))).toEqual(artifacts);
});

describe.each(emitted.map((connector) => [connector.connector.role, connector] as const))(
  "%s",
  (_, { connector, definition, connectionParameters, policies, brandColor }) => {
    const file = (name: string): unknown => {
      const artifact = artifacts.find(({ path }) => path === `connectors/${connector.name}/${name}`);
      return JSON.parse(String(artifact?.content));
    };

    it("breaks no rule, of any weight", () => {
      expect(checkDefinition(file("apiDefinition.swagger.json"))).toEqual([]);
      expect(checkProperties(file("apiProperties.json"), definition)).toEqual([]);
    });

    it("has in its files what the solution carries apart", () => {
      expect(file("apiDefinition.swagger.json")).toEqual(definition);
      expect(file("apiProperties.json")).toEqual({
        properties: {
          connectionParameters,
          iconBrandColor: brandColor,
          capabilities: ["actions"],
          policyTemplateInstances: policies,
        },
      });
    });

    it("names in its settings the files beside it, and no environment", () => {
      const settings = loose(file("settings.json"));
      const { apiDefinition, apiProperties, icon } = settings;
      const names = artifacts.map(({ path }) => path.split("/").at(-1));
      expect(names).toEqual(expect.arrayContaining([apiDefinition, apiProperties, icon]));
      expect(Object.keys(settings)).not.toContain("environment");
      expect(Object.keys(settings)).not.toContain("connectorId");
    });

    it("signs in with Entra, at a redirect of its own, for the resource of its host", () => {
      const resource = `https://${String(definition["host"])}`;
      expect(connectionParameters["token"]).toEqual({
        type: "oauthSetting",
        oAuthSettings: {
          identityProvider: "aad",
          clientId: connector.clientId,
          scopes: [],
          redirectMode: "GlobalPerConnector",
          redirectUrl: `https://global.consent.azure-apim.net/redirect/${connector.apiName.replace("shared_", "")}`,
          properties: { IsFirstParty: "False", AzureActiveDirectoryResourceId: resource },
          customParameters: {
            loginUri: { value: "https://login.microsoftonline.com" },
            tenantId: { value: model.connectors.tenant },
            resourceUri: { value: resource },
          },
        },
        uiDefinition: expect.objectContaining({ constraints: { required: "true", hidden: "false" } }),
      });
      expect(connectionParameters["token:TenantId"]).toEqual({
        type: "string",
        metadata: { sourceType: "AzureActiveDirectoryTenant" },
        uiDefinition: { constraints: { required: "false", hidden: "true" } },
      });
    });

    it("fits the public schema of definitions", () => {
      const schema = publicSchema("apiDefinition.swagger.schema.json");
      if (schema === undefined) return;
      const fits = new Ajv4.default({ strict: false, validateFormats: false }).compile(schema);
      fits(file("apiDefinition.swagger.json"));
      expect(fits.errors).toBeNull();
    });

    it("fits the public schema of properties, which does not know redirects per connector yet", () => {
      const schema = publicSchema("paconn-apiProperties.schema.json");
      if (schema === undefined) return;
      const fits = new Ajv({ strict: false, validateFormats: false }).compile(schema);
      const text = JSON.stringify(file("apiProperties.json"));
      fits(JSON.parse(text.replace('"GlobalPerConnector"', '"Global"')));
      expect(fits.errors).toBeNull();
      fits(JSON.parse(text));
      expect(fits.errors?.map(({ instancePath }) => instancePath)).toContain(
        "/properties/connectionParameters/token/oAuthSettings/redirectMode",
      );
    });
  },
);

describe("the icon", () => {
  it.each(emitted)(
    "of $connector.role is a whole PNG of 100 by 100 pixels on the brand's colour",
    (connector) => {
      const { width, height, pixels } = readPng(connector.icon);
      expect([width, height]).toEqual([100, 100]);
      const corner = [pixels[1], pixels[2], pixels[3]].map((each) =>
        Number(each).toString(16).padStart(2, "0"),
      );
      expect(`#${corner.join("")}`).toBe(connector.brandColor);
      expect(new Set(pixels).has(255)).toBe(true);
    },
  );

  it("differs between the two", () => {
    expect(emitted[0]?.icon).not.toEqual(emitted[1]?.icon);
  });
});

/** The schema without its comments and its own address; undefined, and said so, where it does not lie beside the project. */
function publicSchema(name: string): Record<string, unknown> | undefined {
  const url = new URL(`../../../../shared/data/${name}`, import.meta.url);
  if (!existsSync(url)) {
    console.info(`${name} is not there: nothing is validated with it.`);
    return undefined;
  }
  const text = readFileSync(url, "utf8").replace(/"(?:[^"\\]|\\.)*"|\/\/.*$/gm, (part) =>
    part.startsWith("/") ? "" : part,
  );
  const { id: _, ...schema } = loose(JSON.parse(text));
  return schema;
}

/** Reads a PNG of 8 bits a channel, and checks every checksum on the way. */
function readPng(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = new Map<string, Uint8Array>();
  let at = 8;
  while (at < bytes.length) {
    const length = view.getUint32(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(view.getUint32(at + 8 + length)).toBe(crc32(body));
    chunks.set(new TextDecoder().decode(body.subarray(0, 4)), body.subarray(4));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") ?? new Uint8Array(13);
  const head = new DataView(header.buffer, header.byteOffset, header.length);
  return {
    width: head.getUint32(0),
    height: head.getUint32(4),
    pixels: unzlibSync(chunks.get("IDAT") ?? new Uint8Array()),
  };
}

function crc32(bytes: Uint8Array): number {
  const table = Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });
  return (
    (bytes.reduce((crc, byte) => Number(table[(crc ^ byte) & 255]) ^ (crc >>> 8), 0xffffffff) ^ -1) >>> 0
  );
}
