"""What PDF/UA-1 (ISO 14289-1) and PDF/A-3 (ISO 19005-3) ask of a file's structure, read with pikepdf: codes of what is missing.

No validator stands behind it: it is what a machine can read off objects, and less than veraPDF would ask.
"""

import io
import re

import pikepdf

STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H",
    *(f"H{level}" for level in range(1, 7)), "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
    "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form",
}  # fmt: skip
SHOWING = {"Tj", "TJ", "'", '"'}
RELATIONSHIPS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
PRINTED, HIDDEN = 4, 2 | 1 | 32
HEADING = re.compile(r"H([1-6])")


def missing(body, *standards):
    """Codes of what is not as the standards ask; `standards` are "ua" and "a"."""
    with pikepdf.open(io.BytesIO(body)) as document:
        rules = [rule for name in standards for rule in RULES[name]]
        return {rule.__name__ for rule in (*RULES["both"], *rules) if not rule(document)}


def things(document, kind):
    return [one for one in document.objects if isinstance(one, kind)]


def xmp(document):
    return document.Root.Metadata.read_bytes().decode() if "/Metadata" in document.Root else ""


def dictionaries(document):
    """Also those that stand within another."""
    stack, told = list(document.objects), []
    while stack:
        one = stack.pop()
        if isinstance(one, pikepdf.Stream):
            one = one.stream_dict
        if isinstance(one, pikepdf.Dictionary):
            told.append(one)
            stack += [inner for inner in one.as_dict().values() if is_within(inner)]
        elif isinstance(one, pikepdf.Array):
            stack += [inner for inner in one if is_within(inner)]
    return told


def is_within(thing):
    return isinstance(thing, pikepdf.Dictionary | pikepdf.Array) and not thing.is_indirect


def fonts(document):
    return [one for one in dictionaries(document) if one.get("/Type") == "/Font"]


def not_locked(document):
    return not document.is_encrypted


def faces_are_embedded(document):
    described = [one for one in dictionaries(document) if one.get("/Type") == "/FontDescriptor"]
    drawn = [one for one in fonts(document) if one.Subtype not in ("/Type0", "/Type3")]
    whole = all(any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3")) for one in described)
    return whole and described and all("/FontDescriptor" in one for one in drawn)


def letters_can_be_copied(document):
    return all("/ToUnicode" in one for one in fonts(document) if one.Subtype == "/Type0")


def no_scripts(document):
    acts = {str(one.get("/S")) for one in dictionaries(document)}
    return "/JavaScript" not in document.Root.get("/Names", {}) and not acts & {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
    }


def has_title(document):
    said = re.search(r"<dc:title>(.*?)</dc:title>", xmp(document), re.DOTALL)
    return bool(said and re.sub(r"<[^>]*>", "", said[1]).strip())


def title_is_shown(document):
    return bool(document.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"))


def language(document):
    return bool(str(document.Root.get("/Lang", "")))


def is_marked(document):
    marks = document.Root.get("/MarkInfo", {})
    return bool(marks.get("/Marked")) and not marks.get("/Suspects")


def has_tree(document):
    return "/ParentTree" in document.Root.get("/StructTreeRoot", {})


def says_ua(document):
    return "<pdfuaid:part>1</pdfuaid:part>" in xmp(document)


def elements(document):
    """Structure types in the order of reading, each with its element."""
    roles = document.Root.get("/StructTreeRoot", {}).get("/RoleMap", {})
    stack, told = [document.Root.get("/StructTreeRoot", pikepdf.Dictionary())], []
    while stack:
        one = stack.pop()
        if isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                told.append((str(roles.get(one.S, one.S)).lstrip("/"), one))
            kids = one.get("/K")
            stack += reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])
    return told


def types_are_known(document):
    return {kind for kind, _one in elements(document)} <= STANDARD


def figures_are_told(document):
    return all(str(one.get("/Alt", "")) for kind, one in elements(document) if kind in ("Figure", "Formula"))


def headings_skip_no_level(document):
    last = 0
    for kind, _one in elements(document):
        if found := HEADING.fullmatch(kind):
            if int(found[1]) > last + 1:
                return False
            last = int(found[1])
    return last > 0


def tables_have_heads(document):
    told = elements(document)
    return sum(kind == "TH" for kind, _one in told) >= sum(kind == "Table" for kind, _one in told)


def all_is_tagged(document):
    """Every letter is drawn within something that is content of the tree, or an artifact."""
    return all(_is_tagged(page) for page in document.pages)


def _is_tagged(page):
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += name in ("BDC", "BMC")
        depth -= name == "EMC"
        if name in SHOWING and not depth and operands:
            return False
    return "/StructParents" in page.obj


def links_are_told(document):
    annotations = [one for page in document.pages for one in page.obj.get("/Annots", ())]
    told = all(str(one.get("/Contents", "")) and "/StructParent" in one for one in annotations)
    return told and all(page.obj.get("/Tabs") == "/S" for page in document.pages if "/Annots" in page.obj)


def says_a(document):
    return bool(re.search(r"<pdfaid:part>3</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>", xmp(document)))


def has_output_intent(document):
    intents = document.Root.get("/OutputIntents", ())
    return any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents)


def has_identity(document):
    return "/ID" in document.trailer


def attachments_are_tied(document):
    """Each file within says how it belongs to the document, and of which kind it is."""
    files = [one for one in dictionaries(document) if one.get("/Type") == "/Filespec"]
    tied = {one.objgen for one in document.Root.get("/AF", ())}
    return all(
        str(one.get("/AFRelationship")) in RELATIONSHIPS
        and one.objgen in tied
        and "/UF" in one
        and "/Subtype" in one.EF.F
        and "/ModDate" in one.EF.F.get("/Params", {})
        for one in files
    )


def nothing_is_elsewhere(document):
    return not any("/F" in one.stream_dict or one.get("/Filter") == "/LZWDecode" for one in things(document, pikepdf.Stream))


def annotations_are_printed(document):
    flags = [int(one.get("/F", 0)) for page in document.pages for one in page.obj.get("/Annots", ())]
    return all(flag & PRINTED and not flag & HIDDEN for flag in flags)


def properties_agree(document):
    """The old dictionary of properties says nothing that the packet does not."""
    named = [document.docinfo[key] for key in ("/Title", "/Author", "/Creator") if key in document.docinfo]
    return all(str(value) in xmp(document) for value in named)


RULES = {
    "both": (not_locked, faces_are_embedded, letters_can_be_copied, no_scripts, has_title, language, is_marked, has_tree),
    "ua": (
        says_ua, title_is_shown, types_are_known, figures_are_told, headings_skip_no_level, tables_have_heads, all_is_tagged,
        links_are_told,
    ),
    "a": (
        says_a, has_output_intent, has_identity, attachments_are_tied, nothing_is_elsewhere, annotations_are_printed,
        properties_agree,
    ),
}  # fmt: skip
