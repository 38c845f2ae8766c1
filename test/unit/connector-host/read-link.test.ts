import { describe, expect, it } from "vitest";
import { readLink } from "../../../simulator/connector-host/read-link.ts";

/** What a URL says it is. */
function read(link: string): unknown {
  const { host, pathname, searchParams } = new URL(link);
  return { host, path: pathname, query: Object.fromEntries(searchParams) };
}

describe("a link", () => {
  it.each([
    "https://salesforce.connector/apim/salesforce/c1/datasets/default/tables/Opportunity/onupdateditems?%24select=Id%2CName&triggerstate=1767600000.006A",
    "https://salesforce.connector/apim/salesforce/c1/datasets/default/tables/Opportunity/onupdateditems?triggerstate=1767600060",
    "https://salesforce.connector/a?%24select=Id%2CName&triggerstate=1767600120.006B.006C",
    "https://salesforce.connector/a?%24select=Id%2CName&triggerstate=",
    "https://salesforce.connector/a?triggerstate=1&%24select=Id&triggerstate=2",
    "https://api.example/a#b?c=d&e=f",
    "https://api.example/a?b=c#d&e=f",
    "https://api.example/a?b=c&d=e#f",
    "https://api.example/a&b=c",
    "https://api.example/a?b=c&__proto__=d",
    "https://api.example/v1.0/list",
    "https://api.example/v1.0/list?",
    "https://api.example/v1.0/list?a=b+c&a=d&e&=f&g=%zz&h=%E2%82%AC",
    "https://api.example/v1.0/a b?c=d e",
    "https://api.example/v1.0/€?c=€",
    "https://api.example/v1.0/list?a=b#part?c=d",
    "https://api.example/v1.0/list#part?c=d",
    "HTTPS://API.example:443/v1.0/../list?a=b",
    " https://api.example/list?a=b\n",
  ])("is taken apart as a URL is: %s", (link) => {
    expect(readLink(link)).toEqual(read(link));
    expect(readLink(link)).toEqual(read(link));
  });
});
