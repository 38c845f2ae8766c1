import { clearProfiles, type Profile, readProfiles, writeProfiles } from "../profiles.ts";
import { Refusal } from "../refusal.ts";
import { member } from "../web-api.ts";
import { type Carry, type Context, table } from "./context.ts";

/** Signs in at the environment's own address, which serves the identity platform too, and keeps the profile. */
const create: Carry = async ({ call, home, print }) => {
  const { values } = call;
  const application = values["--applicationId"];
  const secret = values["--clientSecret"];
  if (application === undefined || secret === undefined) {
    throw new Refusal(
      "This way of signing in needs a browser or a pipeline; none is here. Use a client secret.",
    );
  }
  const url = values["--environment"];
  if (url === undefined || !/^https?:/.test(url))
    throw new Refusal(`Cannot find the environment '${url ?? ""}'.`);
  const token = await signIn(url, values["--tenant"] ?? "", application, plain(secret));
  const others = readProfiles(home).map((profile): Profile => ({ ...profile, active: false }));
  const name = values["--name"] ?? "";
  if (name !== "" && others.some((profile) => profile.name === name)) {
    throw new Refusal(`A profile with the name '${name}' already exists.`);
  }
  writeProfiles(home, [...others, { name, environment: url, application, token, active: true }]);
  print(`'${application}' authenticated successfully.`);
  print(`Validating connection. Connected to... ${url}`);
  print("Authentication profile created");
};

async function signIn(url: string, tenant: string, application: string, secret: string): Promise<string> {
  const origin = new URL(url).origin;
  const answer = await fetch(`${origin}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: application,
      client_secret: secret,
      scope: `${origin}/.default`,
    }),
  });
  const body: unknown = await answer.json();
  const token = member(body, "access_token");
  if (typeof token === "string") return token;
  throw new Refusal(String(member(body, "error_description") ?? "Authentication failed."));
}

/** A secret may come as `data:text/plain;base64,…`, so that no shell touches its characters. */
function plain(secret: string): string {
  const encoded = /^data:text\/plain;base64,(.*)$/.exec(secret)?.[1];
  return encoded === undefined ? secret : Buffer.from(encoded, "base64").toString("utf8");
}

const list: Carry = ({ home, print }) => {
  const profiles = readProfiles(home);
  if (profiles.length === 0)
    return print("No profiles were found on this computer. Please run 'pac auth create'.");
  const lines = profiles.map(({ name, environment, application, active }, index) => [
    `[${index + 1}]`,
    active ? "*" : "",
    name,
    application,
    environment ?? "",
  ]);
  for (const line of table(["Index", "Active", "Name", "User", "Environment Url"], lines)) print(line);
};

const who: Carry = ({ home, print }) => {
  const active = readProfiles(home).find((profile) => profile.active);
  if (active === undefined) throw new Refusal("No profiles were found on this computer.");
  print(`Connected as ${active.application}`);
  print(`Default organization: ${active.environment ?? ""}`);
};

const clear: Carry = ({ home, print }) => {
  clearProfiles(home);
  print("Authentication profiles and token cache removed");
};

const select: Carry = (context) => {
  const chosen = chooseProfile(context);
  const profiles = readProfiles(context.home);
  writeProfiles(
    context.home,
    profiles.map((profile, index) => ({ ...profile, active: index === chosen })),
  );
  context.print(`New default profile: ${profiles[chosen]?.name ?? ""}`);
};

const remove: Carry = (context) => {
  const chosen = chooseProfile(context);
  writeProfiles(
    context.home,
    readProfiles(context.home).filter((_profile, index) => index !== chosen),
  );
  context.print("Profile deleted");
};

function chooseProfile({ call, home }: Context): number {
  const { values } = call;
  const profiles = readProfiles(home);
  const index =
    values["--index"] === undefined
      ? profiles.findIndex(({ name }) => name === values["--name"])
      : Number(values["--index"]) - 1;
  if (profiles[index] === undefined) throw new Refusal("The profile was not found.");
  return index;
}

export const authVerbs: Readonly<Record<string, Carry>> = {
  "auth create": create,
  "auth list": list,
  "auth who": who,
  "auth clear": clear,
  "auth select": select,
  "auth delete": remove,
};
