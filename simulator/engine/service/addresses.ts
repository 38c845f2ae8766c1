import type { Flow } from "../flow.ts";

const host = "https://simulated.00.environment.api.powerplatform.com:443/powerautomate/automations/direct";

/** The address of an HTTP trigger, in the form that the platform gives it since 2025. It is the same in every world. */
export function triggerAddress({ id, trigger }: Flow): string {
  const name = encodeURIComponent(trigger.name);
  const signature = hash(`${id}/${trigger.name}`);
  return `${host}/workflows/${id.replaceAll("-", "")}/triggers/${name}/paths/invoke?api-version=1&sp=%2Ftriggers%2F${name}%2Frun&sv=1.0&sig=${signature}`;
}

/** Whether an address is one of the flow service, whatever flow was or is behind it. */
export function isTriggerAddress(url: string): boolean {
  return url.startsWith(`${host}/workflows/`);
}

/** Where an action or a webhook trigger waits to be called. */
export function callbackAddress(id: string): string {
  return `${host}/callbacks/${id}?sig=${hash(id)}`;
}

/** Part of an address that cannot be guessed from the rest by looking at it; no secret, as nothing here is. */
function hash(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + index), 0x85ebca6b);
  }
  return [high, low, high ^ low].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
