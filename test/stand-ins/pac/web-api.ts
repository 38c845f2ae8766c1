import { Refusal } from "./refusal.ts";

/** An environment to which a profile is signed in. */
export class WebApi {
  readonly url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.url = url.replace(/\/$/, "");
    this.#token = token;
  }

  get(path: string): Promise<unknown> {
    return this.send("GET", `/api/data/v9.2/${path}`);
  }

  post(path: string, body: unknown): Promise<unknown> {
    return this.send("POST", `/api/data/v9.2/${path}`, body);
  }

  delete(path: string): Promise<unknown> {
    return this.send("DELETE", `/api/data/v9.2/${path}`);
  }

  /** Answers other than good ones end the call in the service's own words. */
  async send(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed: unknown = text === "" ? undefined : JSON.parse(text);
    if (answer.ok) return parsed;
    throw new Refusal(String(member(member(parsed, "error"), "message") ?? `${answer.status} ${text}`));
  }
}

export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** The rows of a list answer. */
export function rows(answer: unknown): readonly unknown[] {
  const list = member(answer, "value");
  return Array.isArray(list) ? list : [];
}

export function textOf(value: unknown, name: string): string {
  return String(member(value, name) ?? "");
}
