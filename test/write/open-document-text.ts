const noteBody = /<text:note-body>.*?<\/text:note-body>/gsu;

/** The text of an OpenDocument part, without the numbers LibreOffice counts, and the marks of tick boxes. */
export function openDocumentText(xml: string): { readonly main: string; readonly footnotes: string } {
  const body = /<office:text.*<\/office:text>/su.exec(xml)?.[0] ?? "";
  const text = (part: string) =>
    part
      .replaceAll(/<text:note-citation>.*?<\/text:note-citation>/gsu, "")
      .replaceAll(/<[^>]*>/gu, "")
      .replaceAll(/[☒☐]/gu, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&apos;", "'")
      .replaceAll("&amp;", "&");
  return {
    main: text(body.replaceAll(noteBody, "")),
    footnotes: text((body.match(noteBody) ?? []).join("")),
  };
}
