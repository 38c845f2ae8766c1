import { localeOf, plainSpace, remember } from "./culture.ts";

/** How a culture writes numbers, as far as formatting and parsing need it. */
export interface NumberCulture {
  readonly group: string;
  readonly decimal: string;
  readonly currency: string;
  /** The place of an amount and its symbol: `¤n`, `n ¤`… */
  readonly currencyPattern: string;
  readonly percentPattern: string;
}

const numberCultures = new Map<string, NumberCulture>();

/** Separators and symbols out of Node's own locale data; the empty name is the invariant culture. */
export function numberCulture(name: string): NumberCulture {
  return remember(numberCultures, name, () => {
    if (name === "") {
      return { group: ",", decimal: ".", currency: "¤", currencyPattern: "¤n", percentPattern: "n %" };
    }
    const locale = localeOf(name);
    const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.5);
    const money = new Intl.NumberFormat(locale, { style: "currency", currency: currencyOf(locale) });
    return {
      group: plainSpace(part(parts, "group", ",")),
      decimal: part(parts, "decimal", "."),
      currency: part(money.formatToParts(1), "currency", "$"),
      currencyPattern: pattern(money.formatToParts(1), "currency", "¤"),
      percentPattern: pattern(
        new Intl.NumberFormat(locale, { style: "percent" }).formatToParts(1),
        "percentSign",
        "%",
      ),
    };
  });
}

/** The money of a culture is the money of its region. */
function currencyOf(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? "US";
  return currencies.get(region) ?? "USD";
}

const euroRegions = "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" ");

const otherCurrencies =
  "US:USD GB:GBP CH:CHF JP:JPY CN:CNY IN:INR CA:CAD AU:AUD NZ:NZD SE:SEK NO:NOK DK:DKK PL:PLN CZ:CZK HU:HUF RO:RON BR:BRL MX:MXN KR:KRW TR:TRY ZA:ZAR RU:RUB UA:UAH IL:ILS SG:SGD HK:HKD TW:TWD TH:THB AE:AED SA:SAR AR:ARS CL:CLP CO:COP ID:IDR MY:MYR PH:PHP VN:VND EG:EGP NG:NGN IS:ISK";

const currencies: ReadonlyMap<string, string> = new Map([
  ...euroRegions.map((region): [string, string] => [region, "EUR"]),
  ...otherCurrencies.split(" ").map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)]),
]);

function part(parts: readonly Intl.NumberFormatPart[], type: string, fallback: string): string {
  return parts.find((each) => each.type === type)?.value ?? fallback;
}

/** `n ¤` and the like: where the symbol stands, and whether a space is between. */
function pattern(parts: readonly Intl.NumberFormatPart[], type: string, symbol: string): string {
  let amount = false;
  return parts
    .map((each) => {
      if (each.type === type) return symbol;
      if (each.type === "literal") return plainSpace(each.value);
      if (amount) return "";
      amount = true;
      return "n";
    })
    .join("");
}
