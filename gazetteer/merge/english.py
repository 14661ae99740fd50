"""English display names out of the sources' Latin ones: one style of spaces, capitals, articles, common words."""
import os, re, unicodedata
from common import fold, read

ARTICLE = re.compile(r"^[ae](l|s|sh|r|t|th|d|dh|z|n|j)$", re.I)
NO_ARTICLE = re.compile(r"^(aleppo|alexandria|elias|elyas|ali|alia|aliyah|alyan|alwan|elwan)$", re.I)
ENGLISH = re.compile(r"(ern|er|street|city|centre|big|little|old|new|youth|industrial|first|second|mount|castle|"
                     r"sheikh)$", re.I)
FIRST_LETTER = dict(zip("بتثجحخدذرزسشصضطظفقكلمنهوي",
                        ["b", "t", "t", "jg", "h", "kh", "d", "dtz", "r", "z", "s", "s", "s", "dz", "t", "zdt", "f",
                         "qkg", "k", "l", "m", "n", "h", "wuo", "yi"]))
FEMININE = re.compile(r"(?<=[a-z])i(?:yy?eh|yya|ya|yyah|eh)$")
SMALL = {"of", "and", "the", "ibn", "bin", "wa"}


def table(folder):
    """Word of the Arabic name -> (spelling, variants)."""
    rows = read(os.path.join(folder, "english-words.tsv"))
    return {fold(r["ar"]): (r["en"], set(filter(None, r["variants"].split("|")))) for r in rows}


def bare(name):
    """No dots, bars or marks of ayn and hamza; a second name (after / \\ _ - or in brackets) is cut off."""
    s = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    s = re.sub("[`'ʻʼʾʿ‘’\"]", "", s)
    s = re.sub(r"^(A[ldnrstz][hs]?|El)\s*[-_]\s*", r"\1-", s, flags=re.I)
    s = re.sub(r"^(Tal|Tall)-", r"\1 ", s)
    s = re.sub(r"\s*\(.*?\)?\s*$", "", s) if not s.startswith("(") else s
    s = re.split(r"\s+-+\s+|\s*[/\\]+\s*|_\s+|[,;]", s)[0]
    s = re.sub(r"\s*-\s*", "-", s.replace("_", "-"))
    return re.sub(r"\s+", " ", s).strip(" -")


def articles(words, many):
    """Pieces of a name; an article becomes al- and is joined to its word. `many`: articles that the Arabic name has."""
    out, join, left = [], False, many
    for n, w in enumerate(words):
        follows = words[n + 1] if n + 1 < len(words) else ""
        plain = left > 0 or w.islower() or w.lower() in ("al", "el")
        if ARTICLE.match(w) and follows and solar(w, follows) and plain:
            join, left = True, left - 1
            continue
        glued = re.match(r"^(?:al|el)([a-z]{3,})$", w, re.I)
        if not join and glued and left > 0 and not NO_ARTICLE.match(w):
            join, left, w = True, left - 1, glued[1]
        out.append(("al-" if join else "") + w)
        join = False
    return out


def solar(article, word):
    """Does a written-out article (ash, ad …) agree with the letter behind it?"""
    a = article.lower()
    return a in ("al", "el") or word.lower().startswith(a[1:])


def capital(word):
    if word.startswith("al-"):
        return "al-" + capital(word[3:])
    if "." in word:
        return word
    if word.lower() in SMALL or not word[:1].isalpha():
        return word.lower() if word.lower() in SMALL else word
    return "-".join(p[:1].upper() + p[1:].lower() for p in word.split("-"))


def common_words(words, forms, known):
    """Words that many names share are spelled in one way; a feminine ending in -iyah."""
    feminine = any(f.endswith("يه") for f in forms)
    out = []
    for w in words:
        lead, core = ("al-", w[3:]) if w.startswith("al-") else ("", w)
        for f in forms:
            if f in known and core.lower() in known[f][1]:
                core = known[f][0]
                break
        if feminine:
            core = FEMININE.sub("iyah", core)
        out.append(lead + core)
    return out


def districts(folder):
    """What OCHA writes behind homonyms in Latin letters, longest first."""
    return sorted((r["latin"] for r in read(os.path.join(folder, "english-districts.tsv"))), key=lambda w: (-len(w), w))


def district_off(name, name_ar, behind):
    """Qatmet Efrin for قاطمة: the district that only the Latin name bears is taken off, and the ending made whole (Qatmah)."""
    forms, words = fold(name_ar).split(), name.split()
    for d in behind:
        n = len(d.split())
        if len(words) > n and len(words) - n <= len(forms) and len(words) > len(forms) and name.lower().endswith(" " + d):
            rest = words[:-n]
            if forms[-1].endswith("ه") and len(rest) == len(forms):
                rest[-1] = re.sub("[ei]t$", "ah", rest[-1])
            return " ".join(rest)
    return name


def english(name, name_ar, known):
    """The name as a map prints it, or the name itself where nothing would be left."""
    forms = fold(name_ar).split()
    many = sum(f.startswith("ال") and len(f) > 3 for f in forms)
    plain = {f[2:] if f.startswith("ال") and len(f) > 4 else f for f in forms}
    words = [p for w in bare(name).split() for p in split_article(w)]
    words = common_words([capital(w) for w in articles(words, many)], sorted(plain), known)
    if many and len(words) == len(forms) and lacks_article(words[0], forms[0]):
        words[0] = "al-" + words[0]
    text = " ".join(words)
    return (text[:1].upper() + text[1:]) or name


def lacks_article(word, form):
    """The first Arabic word has its article, the Latin one that begins with the same letter has none."""
    if not form.startswith("ال") or len(form) < 5 or word.startswith("al-") or ENGLISH.search(word):
        return False
    return word[:1].lower() in FIRST_LETTER.get(form[2], "")


def split_article(word):
    """Al-X is two pieces, as Al X is; any other hyphen stays."""
    head, dash, tail = word.partition("-")
    return [head, tail] if dash and tail and ARTICLE.match(head) else [word]
