"""Writes models/shared/units.toml and models/<language>/currencies.toml: physical units and all current currencies.

Sources: the unit registry of quantulum3 (names, dimensions and Wikipedia page titles; its JSON is read, its parser is
not imported), UCUM for the codes, ISO 4217 and the CLDR names of babel for the currencies. Run it when one of them
has changed: ``python scripts/units.py``. What the news add to both (symbols such as ``Rp``, ``MBOPD``) stands here.
"""

import importlib.resources
import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

MODELS = Path(__file__).parents[1] / "models"
LANGUAGES = ("en", "id")

# UCUM code: name in the registry, symbols beside those of the registry, symbols of the registry to leave out
PHYSICAL: dict[str, tuple[str, str]] = {
    "km": ("kilometre", "km kms Km KM"),
    "m": ("metre", "m"),
    "cm": ("centimetre", "cm"),
    "mm": ("millimetre", "mm"),
    "um": ("micrometre", "\u00b5m \u03bcm"),
    "nm": ("nanometre", "nm"),
    "dm": ("decimetre", "dm"),
    "pm": ("picometre", ""),
    "[mi_i]": ("mile", "mi"),
    "[nmi_i]": ("nautical mile", "nmi"),
    "[ft_i]": ("foot", "ft \u2032"),
    "[in_i]": ("inch", "\u2033"),
    "[yd_i]": ("yard", "yd yds"),
    "[ly]": ("light-year", "ly"),
    "AU": ("astronomical unit", "AU"),
    "kg": ("kilogram", "kg kgs Kg KG"),
    "g": ("gram", "g gr Gr"),
    "mg": ("milligram", "mg"),
    "ug": ("microgram", "\u00b5g \u03bcg mcg"),
    "t": ("tonne", "t MT"),
    "Mt": ("megatonne", "Mt"),
    "kt": ("kilotonne", ""),
    "[ston_av]": ("short ton", ""),
    "[lton_av]": ("long ton", ""),
    "[lb_av]": ("pound-mass", "lb lbs"),
    "[oz_av]": ("ounce", "oz"),
    "[oz_tr]": ("troy ounce", ""),
    "[car_m]": ("carat", ""),
    "[dr_av]": ("dram", ""),
    "m2": ("square metre", "m2 m\u00b2 sqm"),
    "km2": ("square kilometre", "km2 km\u00b2"),
    "cm2": ("square centimetre", "cm2 cm\u00b2"),
    "har": ("hectare", "ha Ha HA"),
    "[acr_us]": ("acre", ""),
    "[sft_i]": ("square foot", "sqft ft2 ft\u00b2"),
    "[smi_us]": ("square mile", ""),
    "[syd_i]": ("square yard", ""),
    "[sin_i]": ("square inch", ""),
    "m3": ("cubic metre", "m3 m\u00b3"),
    "km3": ("cubic kilometre", "km3"),
    "cm3": ("cubic centimetre", "cc cm3 cm\u00b3 CC Cc"),
    "[cft_i]": ("cubic foot", "ft3"),
    "[cyd_i]": ("cubic yard", ""),
    "L": ("litre", "l L ltr"),
    "mL": ("millilitre", "ml mL"),
    "cL": ("centilitre", "cl cL"),
    "kL": ("kilolitre", "kl kL KL"),
    "[bbl_us]": ("barrel", "bbl"),
    "[gal_us]": ("gallon", "gal"),
    "[pt_us]": ("pint", ""),
    "[qt_us]": ("quart", ""),
    "[foz_us]": ("fluid ounce", ""),
    "[cup_us]": ("cup", ""),
    "[tbs_us]": ("tablespoon", "tbsp"),
    "[tsp_us]": ("teaspoon", "tsp"),
    "[bu_us]": ("bushel", ""),
    "Cel": ("celsius", "\u00b0C \u2103 C degC"),
    "[degF]": ("fahrenheit", "\u00b0F F degF"),
    "K": ("kelvin", ""),
    "deg": ("degree", "\u00b0"),
    "rad": ("radian", "rad"),
    "km/h": ("kilometre per hour", "km/h km/hr kmh kph km/jam kmph Km/jam KM/jam Km/h KM/h Kph KPH"),
    "m/s": ("metre per second", "m/s"),
    "[mi_i]/h": ("mile per hour", "mph MPH"),
    "[kn_i]": ("knot", "kt kn kts"),
    "[ft_i]/s": ("foot per second", ""),
    "W": ("watt", "W"),
    "kW": ("kilowatt", "kW KW kw Kw kWp KWp kwp"),
    "MW": ("megawatt", "MW MWp Mwp"),
    "GW": ("gigawatt", "GW"),
    "TW": ("terawatt", "TW"),
    "mW": ("milliwatt", "mW"),
    "W.h": ("watt hour", "Wh"),
    "kW.h": ("kilowatt hour", "kWh KWh kwh kWH KWH Kwh"),
    "MW.h": ("megawatt hour", "MWh Mwh MWH mwh"),
    "GW.h": ("gigawatt hour", "GWh Gwh GWH gwh"),
    "TW.h": ("terawatt hour", "TWh"),
    "[HP]": ("horsepower", "hp HP PS bhp BHP dk tk Tk Hp Dk"),
    "kV.A": ("kilovolt-ampere", "kVA KVA Kva kva"),
    "V.A": ("volt-ampere", "VA"),
    "V": ("volt", "V"),
    "kV": ("kilovolt", "kV"),
    "A": ("ampere", "A"),
    "mA": ("milliampere", "mA"),
    "mA.h": ("milliampere-hour", "mAh mah MAH"),
    "A.h": ("ampere-hour", "Ah"),
    "F": ("farad", "F"),
    "Ohm": ("ohm", "\u03a9 \u2126"),
    "C": ("coulomb", ""),
    "Hz": ("hertz", "Hz HZ hz"),
    "kHz": ("kilohertz", "kHz"),
    "MHz": ("megahertz", "MHz Mhz"),
    "GHz": ("gigahertz", "GHz Ghz"),
    "J": ("joule", "J"),
    "kJ": ("kilojoule", "kJ"),
    "MJ": ("megajoule", "MJ"),
    "cal": ("calorie", ""),
    "kcal": ("kilocalorie", "kcal"),
    "[Btu]": ("british thermal unit", "BTU Btu"),
    "N": ("newton", "N"),
    "kN": ("kilonewton", "kN"),
    "N.m": ("newton metre", "Nm"),
    "[ft_i].[lbf_av]": ("foot pound-force", "lb-ft ft-lb"),
    "Pa": ("pascal", "Pa"),
    "kPa": ("kilopascal", "kPa"),
    "MPa": ("megapascal", "MPa"),
    "GPa": ("gigapascal", "GPa"),
    "bar": ("bar", ""),
    "[psi]": ("pound per square inch", "psi"),
    "k[psi]": ("kilopound per square inch", "ksi"),
    "mm[Hg]": ("millimetre of mercury", "mmHg"),
    "atm": ("atmosphere", "atm"),
    "dB": ("decibel", "dB db DB"),
    "lm": ("lumen", "lm"),
    "cd": ("candela", "cd"),
    "bit": ("bit", ""),
    "kbit": ("kilobit", "kb Kb"),
    "Mbit": ("megabit", "Mb mb"),
    "Gbit": ("gigabit", "Gb"),
    "By": ("byte", ""),
    "kBy": ("kilobyte", "kB KB"),
    "MBy": ("megabyte", "MB MByte Mbyte"),
    "GBy": ("gigabyte", "GB gb GByte Gbyte"),
    "TBy": ("terabyte", "TB TByte Tbyte tb"),
    "PBy": ("petabyte", "PB"),
    "bit/s": ("bit per second", "bps"),
    "kbit/s": ("kilobit per second", "kbps Kbps"),
    "Mbit/s": ("megabit per second", "Mbps mbps"),
    "Gbit/s": ("gigabit per second", "Gbps gbps"),
    "{rpm}": ("revolutions per minute", "rpm RPM"),
    "Sv": ("sievert", "Sv"),
    "mSv": ("millisievert", "mSv"),
    "Bq": ("becquerel", "Bq"),
    "mol": ("mole", "mol"),
    "T": ("tesla", ""),
    "G": ("gauss", ""),
    "megapixel": ("megapixel", "MP megapixel"),
    "[ppm]": ("parts per million", "ppm"),
    "[ppb]": ("parts per billion", "ppb"),
    "[mi_i]/[gal_us]": ("mile per gallon", "mpg"),
}
# symbols that stand for a multiple, or that hold their own denominator: symbol, unit, factor, per
COMPOUND = [
    ("MBOPD", "[bbl_us]", 1000, "day"),
    ("MBOEPD", "[bbl_us]", 1000, "day"),
    ("mbopd", "[bbl_us]", 1000, "day"),
    ("MBPD", "[bbl_us]", 1000, "day"),
    ("BOPD", "[bbl_us]", 1, "day"),
    ("BOEPD", "[bbl_us]", 1, "day"),
    ("bopd", "[bbl_us]", 1, "day"),
    ("bpd", "[bbl_us]", 1, "day"),
    ("bph", "[bbl_us]", 1, "day"),
    ("mmscfd", "[cft_i]", 1_000_000, "day"),
    ("MMSCFD", "[cft_i]", 1_000_000, "day"),
    ("MMscfd", "[cft_i]", 1_000_000, "day"),
    *[(f"{m}{code}", code, f, "") for code in ("USD", "EUR", "GBP", "AUD") for m, f in (("M", 1_000_000), ("k", 1000))],
    ("bcf", "[cft_i]", 1_000_000_000, ""),
    ("tcf", "[cft_i]", 1_000_000_000_000, ""),
    ("MMBtu", "[Btu]", 1_000_000, ""),
    ("mmbtu", "[Btu]", 1_000_000, ""),
    ("MMBTU", "[Btu]", 1_000_000, ""),
]
# UCUM's units of time and what is no physical unit: id, name, kind, symbols
OTHERS = [
    ("%", "percentage", "percent", "% \uff05"),
    ("percentage point", "percentage point", "percent", "pp"),
    ("basis point", "basis point", "percent", "bps bp"),
    ("[pptr]", "per mille", "percent", "\u2030"),
    ("s", "second", "duration", "s sec secs"),
    ("min", "minute", "duration", "min mins"),
    ("h", "hour", "duration", "h hr hrs"),
    ("d", "day", "duration", ""),
    ("wk", "week", "duration", ""),
    ("mo", "month", "duration", ""),
    ("a", "year", "duration", "yr yrs"),
    ("quarter", "quarter", "duration", ""),
    ("decade", "decade", "duration", ""),
    ("century", "century", "duration", ""),
    ("ms", "millisecond", "duration", "ms"),
    ("point", "point", "count", "pts"),
    ("times", "times", "count", "x"),
    ("magnitude", "magnitude", "count", ""),
    ("TEU", "twenty-foot equivalent unit", "count", "TEU TEUs TEUS Teu Teus teu teus"),
]
# what stands beside an amount in the news, beyond the symbols of CLDR
SYMBOLS = {
    "USD": "$ us$ as$ us.$ u.s.$ $us usd$ \uff04 dlrs usd",
    "EUR": "\u20ac",
    "GBP": "\u00a3 ps stg",
    "JPY": "\u00a5 y= \uffe5 \u5186",
    "CNY": "rmb cn\u00a5 \u5143 renminbi",
    "IDR": "rp rp.",
    "MYR": "rm",
    "SGD": "s$ sg$ $s",
    "HKD": "hk$ $hk",
    "AUD": "a$ au$ aud$ $a $au",
    "CAD": "c$ ca$ cad$ can$ $c $ca $can",
    "NZD": "nz$ nzd$ $nz",
    "TWD": "nt$",
    "BRL": "r$",
    "MXN": "mex$ mxn$ mx$",
    "JMD": "j$",
    "TTD": "tt$",
    "NAD": "n$",
    "FJD": "fj$",
    "EGP": "e\u00a3",
    "KES": "ksh kshs ksh.",
    "TZS": "TSh Tsh Tshs",
    "UGX": "USh Ush Ushs",
    "BDT": "\u09f3",
    "AED": "Dh Dhs",
    "PLN": "z\u0142",
    "INR": "\u20b9 rs rs.",
    "KRW": "\u20a9",
    "PHP": "\u20b1",
    "THB": "\u0e3f",
    "VND": "\u20ab",
    "RUB": "\u20bd",
    "TRY": "\u20ba",
    "ILS": "\u20aa nis",
    "NGN": "\u20a6",
    "UAH": "\u20b4",
    "KZT": "\u20b8",
    "CRC": "\u20a1",
    "GEL": "\u20be",
    "LAK": "\u20ad",
    "MNT": "\u20ae",
    "PYG": "\u20b2",
    "GHS": "\u20b5 gh\u20b5 gh\u00a2",
    "LKR": "\u0dbb\u0dd4 \u0bb0\u0bc2",
    "ZAR": "R",
    "CHF": "sfr",
    "SEK": "",
    "XBT": "\u20bf btc",
}
CAPITAL = {"KES"}  # codes that are words in small letters: kes is a case in Malay
MULTIPLES = {"decade": ("a", 10), "century": ("a", 100)}  # told in years
TIED = {"in": "[in_i]"}  # words that are units only in one with a number (``6.1in``)
# letters that are money only in one with a number and a scale (``N12 million``): alone they are too many things
SCALED = {
    "R": "ZAR", "N": "NGN", "P": "PHP", "Php": "PHP", "Bt": "THB", "SR": "SAR", "QR": "QAR", "KD": "KWD", "BD": "BHD", "Tk": "BDT",
    "JD": "JOD", "TSh": "TZS", "USh": "UGX", "LE": "EGP", "COP": "COP", "CLP": "CLP",
}  # fmt: skip
# subunits: words of the language, currency, hundredths. The bare names belong to the commonest currency.
SUBUNITS = {
    "en": [("cent", "USD"), ("cents", "USD"), ("\u00a2", "USD"), ("pence", "GBP"), ("penny", "GBP"), ("p", "GBP"),
           *[(f"{name} {coin}", code) for coin in ("cent", "cents") for name, code in
             (("us", "USD"), ("u.s.", "USD"), ("canadian", "CAD"), ("australian", "AUD"), ("singapore", "SGD"), ("hong kong", "HKD"), ("new zealand", "NZD"), ("euro", "EUR"))], ("pennies", "GBP"), ("sen", "MYR")],
    "id": [*[(f"sen {name}", code) for name, code in (("singapura", "SGD"), ("australia", "AUD"))], ("sen", "USD"), ("sen dollar as", "USD"), ("sen dolar as", "USD"), ("sen dollar", "USD"), ("sen dolar", "USD"),
           ("sen as", "USD"), ("sen euro", "EUR"), ("sen rupiah", "IDR"), ("sen ringgit", "MYR"), ("pence", "GBP")],
}  # fmt: skip
# names beyond CLDR's: bare names of the commonest bearer, other spellings
NAMES = {
    "en": {
        "USD": ["dollar", "dollars", "u.s. dollar", "u.s. dollars", "us dollar", "us dollars", "american dollar",
                "american dollars", "greenback", "usd", "buck", "bucks", "united states dollar", "united states dollars"],
        "EUR": ["euro", "euros"], "GBP": ["pound sterling", "pounds sterling", "british pound", "british pounds", "sterling", "quid"],
        "JPY": ["yen", "japanese yen"], "CNY": ["yuan", "renminbi", "chinese yuan", "rmb", "yuan renminbi", "kuai"],
        "IDR": ["rupiah", "rupiahs", "indonesian rupiah"], "MYR": ["ringgit", "ringgits", "malaysian ringgit"],
        "SGD": ["singapore dollar", "singapore dollars"], "INR": ["rupee", "rupees", "indian rupee", "indian rupees"],
        "KRW": ["won", "korean won", "south korean won"], "THB": ["baht"], "VND": ["dong"], "PHP": ["philippine peso", "philippine pesos"],
        "MXN": ["peso", "pesos", "mexican peso", "mexican pesos"], "CHF": ["swiss franc", "swiss francs", "franc", "francs"],
        "RUB": ["rouble", "roubles", "ruble", "rubles"], "ILS": ["shekel", "shekels", "new shekel", "new shekels"],
        "SAR": ["riyal", "riyals", "saudi riyal", "saudi riyals"], "BRL": ["reais", "brazilian real", "brazilian reais"],
        "ZAR": ["rand", "south african rand"], "TRY": ["lira", "turkish lira"], "AED": ["dirham", "dirhams"], "PLN": ["zloty", "zlotys"],
        "HUF": ["forint", "forints"], "NGN": ["naira"], "KWD": ["kuwaiti dinar", "kuwaiti dinars"], "SEK": ["kronor", "krona", "swedish krona", "swedish kronor", "swedish crown", "swedish crowns"],
        "NOK": ["norwegian krone", "norwegian kroner", "norwegian crown", "norwegian crowns"], "DKK": ["krone", "kroner", "danish krone", "danish kroner", "danish crown", "danish crowns"], "KES": ["kenyan shilling", "kenyan shillings"],
        "DEM": ["marks", "deutsche mark", "deutsche marks", "deutschmark", "deutschmarks"], "NLG": ["guilder", "guilders", "dutch guilder", "dutch guilders"],
        "FIM": ["markka", "markkaa", "finnish markka", "finnish markkaa"], "FRF": ["french franc", "french francs"], "ITL": ["italian lira", "lire", "italian lire"], "BEF": ["belgian franc", "belgian francs"],
        "CZK": ["koruna", "korunas", "koruny", "czech koruna", "czech crown", "czech crowns"], "ISK": ["icelandic krona"],
        "IRR": ["rial", "rials", "iranian rial", "iranian rials"], "PKR": ["pakistani rupee", "pakistani rupees"],
        "UAH": ["hryvnia", "hryvnias"], "KZT": ["tenge"], "MMK": ["kyat", "kyats"], "KHR": ["riel", "riels"], "ETB": ["birr"],
        "LKR": ["sri lankan rupee", "sri lankan rupees"], "BDT": ["taka", "takas"], "GHS": ["cedi", "cedis"], "ESP": ["peseta", "pesetas"], "XBT": ["bitcoin", "bitcoins"],
    },
    "id": {
        "USD": ["dollar as", "dolar as", "dollar amerika", "dolar amerika", "dollar amerika serikat", "dolar amerika serikat",
                "dollar", "dolar", "usd", "us dollar", "dlolar", "dlolar as"],
        "EUR": ["euro"], "GBP": ["poundsterling", "pound sterling", "pound", "poundsterling inggris"], "JPY": ["yen", "yen jepang"],
        "CNY": ["yuan", "renminbi", "yuan china", "rmb", "yuan tiongkok"], "IDR": ["rupiah"], "MYR": ["ringgit", "ringgit malaysia"],
        "SGD": ["dollar singapura", "dolar singapura"], "KRW": ["won", "won korea", "won korea selatan"],
        "THB": ["baht", "baht thailand"], "VND": ["dong"], "PHP": ["peso filipina", "peso"], "CHF": ["franc swiss", "franc"], "RUB": ["rubel", "rubel rusia"],
        "ILS": ["shekel"], "SAR": ["riyal", "riyal saudi", "riyal arab saudi"], "AED": ["dirham"], "TRY": ["lira", "lira turki"],
        "AUD": ["dollar australia", "dolar australia"], "HKD": ["dollar hong kong", "dolar hong kong", "dollar hongkong", "dolar hongkong"],
        "ZAR": ["rand"], "NGN": ["naira"], "PLN": ["zloty"], "UAH": ["hryvnia"], "HUF": ["forint"], "KZT": ["tenge"], "MMK": ["kyat"],
        "KHR": ["riel"], "ETB": ["birr"], "GHS": ["cedi"], "CZK": ["koruna"], "INR": ["rupee", "rupee india", "rupe", "rupi"],
        "BRL": ["real brasil"], "XBT": ["bitcoin"], "CAD": ["dollar kanada", "dolar kanada"], "NZD": ["dollar selandia baru", "dolar selandia baru"],
    },
}  # fmt: skip
AMBIGUOUS = {
    "ALL",
    "TRY",
    "TOP",
    "CUP",
    "MAD",
    "PEN",
    "COP",
    "MOP",
    "ANG",
    "SOS",
    "SDG",
    "BAM",
    "LAK",
    "GEL",
    "MUR",
    "ERN",
    "HUF",
}  # words
BEYOND = {
    "XBT": "bitcoin",
    "DEM": None,
    "NLG": None,
    "FIM": None,
    "ESP": None,
    "FRF": None,
    "ITL": None,
    "BEF": None,
}  # not current, but still in texts


def registry() -> dict[str, Any]:
    """quantulum3's units by name, prefixed ones by the name of their base."""
    text = (importlib.resources.files("quantulum3") / "units.json").read_text(encoding="utf-8")
    return json.loads(text)


def physical() -> list[dict[str, Any]]:
    units, rows = registry(), []
    for code, (name, symbols) in PHYSICAL.items():
        entry = units.get(name) or _base(units, name)
        dimension = entry["entity"] if entry else _dimension(name)
        uri = entry["URI"] if entry else name.capitalize().replace(" ", "_")
        rows.append(
            {
                "id": code,
                "name": name,
                "kind": "physical",
                "dimension": dimension,
                "uri": uri,
                "symbols": symbols.split(),
            }
        )
    return rows


def _base(units: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The unit without its prefix (``megawatt`` is not in the registry, ``watt`` is)."""
    for prefix in ("kilo", "mega", "giga", "tera", "peta", "milli", "micro", "nano", "pico", "deci", "centi"):
        if name.startswith(prefix):
            return units.get(name.removeprefix(prefix))
    return None


def _dimension(name: str) -> str:
    """Dimension of the few that the registry lacks, by the word that decides it."""
    for word, dimension in (("hour", "energy"), ("square", "area"), ("per million", "ratio"), ("per billion", "ratio"),
                            ("per gallon", "fuel economy"), ("ampere", "power"), ("ounce", "mass"), ("mile", "length"),
                            ("pound-force", "torque"), ("hectare", "area"), ("cubic", "volume"), ("tonne", "mass")):  # fmt: skip
        if word in name:
            return dimension
    return "dimensionless"


def currencies() -> list[str]:
    """Codes that are legal tender somewhere today, by CLDR's supplemental data."""
    today, out = date(2026, 1, 1), set()
    for rows in get_global("territory_currencies").values():
        for code, start, end, tender in rows:
            if tender and (end is None or date(*end) > today) and (start is None or date(*start) <= today):
                out.add(code)
    return sorted(out)


def names(code: str, language: str) -> list[str]:
    """Lower-case names of a currency in one language, plurals and spellings included."""
    locale = Locale(language)
    found = [
        get_currency_name(code, locale=locale),
        get_currency_name(code, 1, locale),
        get_currency_name(code, 2, locale),
    ]
    out = NAMES[language].get(code, []) + [n.lower() for n in found]
    if language == "id":
        out += [n.replace("dolar", "dollar") for n in out]
    return [n for n in dict.fromkeys(out) if n.upper() != code and not any(c.isdigit() for c in n) and "(" not in n]


def whole(codes: list[str]) -> list[str]:
    """Codes of money that is counted in whole units: nothing smaller is paid in cash, by CLDR."""
    fractions = get_global("currency_fractions")
    return [code for code in codes if code in fractions and fractions[code][2] == 0]


def quote(value: Any) -> str:
    return (
        msgspec.json.encode(value).decode() if not isinstance(value, list) else "[" + ", ".join(map(quote, value)) + "]"
    )


def table(rows: list[dict[str, Any]], name: str) -> str:
    return "".join(
        f"\n[[{name}]]\n" + "".join(f"{k} = {quote(v)}\n" for k, v in row.items() if v not in ("", [])) for row in rows
    )


def main() -> None:
    codes = currencies() + [c for c in BEYOND if c not in currencies()]
    rows = physical()
    rows += [{"id": i, "name": n, "kind": k, "symbols": s.split()} for i, n, k, s in OTHERS]
    seen: set[str] = set(SYMBOLS["USD"].split()) | {w for s in SYMBOLS.values() for w in s.split()}
    for code in codes:
        local = get_currency_symbol(code, locale="en")
        symbols = SYMBOLS.get(code, "").split() + (
            [] if code in AMBIGUOUS else [code, code.lower()] if code in SYMBOLS and code not in CAPITAL else [code]
        )
        if local.lower() not in seen and local != code:
            symbols.append(local.lower())
        name = BEYOND.get(code) or get_currency_name(code, 1, "en")
        rows.append({"id": code, "name": name, "kind": "currency", "symbols": list(dict.fromkeys(symbols))})
    coins = f"\nwhole_money = {quote(whole(codes))}\n"
    coins += "\n[scaled]\n" + "".join(f"{letters} = {quote(code)}\n" for letters, code in SCALED.items())
    coins += "\n[multiples]\n" + "".join(f'{code} = ["{of}", {n}]\n' for code, (of, n) in MULTIPLES.items())
    coins += "\n[tied]\n" + "".join(f"{word} = {quote(code)}\n" for word, code in TIED.items())
    head = "# Units by code: UCUM, ISO 4217. Written by scripts/units.py; edit there.\n"
    compound = [{"symbol": s, "unit": u, "factor": f, "per": p} for s, u, f, p in COMPOUND]
    (MODELS / "shared/units.toml").write_text(
        head + coins + table(rows, "units") + table(compound, "compounds"), encoding="utf-8"
    )
    for language in LANGUAGES:
        lines = [f"# Currency names ({language}). Written by scripts/units.py; edit there.\n\n[subunits]\n"]
        lines += [f"{quote(word)} = {quote(code)}\n" for word, code in SUBUNITS[language]]
        lines.append("\n[names]\n")
        lines += [f"{code} = {quote(names(code, language))}\n" for code in codes]
        (MODELS / language / "currencies.toml").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
