using System.Text;
using System.Xml;

namespace Answerable.Server.Attachments;

/// <summary>Copies an XML part and leaves behind who wrote it, when, in which session and on which path. A stream in, a stream out: no tree, so that a large part costs no more than itself.</summary>
internal static class XmlScrubber
{
    private const long LongestPart = 60_000_000;
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // Elements that name a person, a machine, an editing session or a foreign file (Office), or describe the document (OFD).
    private static readonly HashSet<string> Dropped =
    [
        "rsids", "absPath", "fileSharing", "attachedTemplate", "docVars", "mailMerge", "fileRecoveryPr", "externalReferences",
        "Author", "Creator", "CreatorVersion", "CreationDate", "ModDate", "CustomDatas", "Keywords", "Attachments",
    ];

    private static readonly HashSet<string> DroppedAttributes = ["initials", "date", "dateUtc", "userName", "lastEdited", "lowestEdited", "rupBuild", "dT"];
    private static readonly HashSet<string> BlankedAttributes = ["author", "userId", "providerId"];

    public static byte[] Scrub(byte[] xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestPart, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var from = XmlReader.Create(new MemoryStream(xml), settings);
        using var result = new MemoryStream();
        using (var to = XmlWriter.Create(result, new() { Encoding = new UTF8Encoding(false) }))
        {
            from.Read();
            while (!from.EOF) Step(from, to);
        }
        return result.ToArray();
    }

    /// <summary>Copies one node, or a whole element that stays behind, and moves past it.</summary>
    private static void Step(XmlReader from, XmlWriter to)
    {
        if (from.NodeType == XmlNodeType.Element && StaysBehind(from))
        {
            from.Skip();
            return;
        }
        if (from is { NodeType: XmlNodeType.Element, LocalName: "author" }) // the list of comment authors in a workbook
        {
            to.WriteElementString(from.Prefix, "author", from.NamespaceURI, "-");
            from.Skip();
            return;
        }
        switch (from.NodeType)
        {
            case XmlNodeType.Element: CopyElement(from, to); break;
            case XmlNodeType.EndElement: to.WriteFullEndElement(); break;
            case XmlNodeType.Text or XmlNodeType.CDATA: to.WriteString(from.Value); break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace: to.WriteWhitespace(from.Value); break;
        }
        from.Read();
    }

    private static bool StaysBehind(XmlReader from) => Dropped.Contains(from.LocalName)
        || from.LocalName == "Relationship" && (PackageCleaner.IsDropped((from.GetAttribute("Target") ?? "").TrimStart('/')) || IsForeign(from))
        || from.LocalName == "Override" && PackageCleaner.IsDropped((from.GetAttribute("PartName") ?? "").TrimStart('/'));

    // A link a reader may click stays; a template or a picture fetched from elsewhere would tell that the file was opened, and where from.
    private static bool IsForeign(XmlReader from) =>
        from.GetAttribute("TargetMode") == "External" && from.GetAttribute("Type")?.EndsWith("/hyperlink", StringComparison.Ordinal) != true;

    private static void CopyElement(XmlReader from, XmlWriter to)
    {
        var (element, empty) = (from.LocalName, from.IsEmptyElement);
        to.WriteStartElement(from.Prefix, element, from.NamespaceURI);
        while (from.MoveToNextAttribute())
        {
            var name = from.LocalName;
            if (from.NamespaceURI == Xmlns) to.WriteAttributeString(from.Prefix, name, Xmlns, from.Value);
            else if (!IsTrace(element, from)) to.WriteAttributeString(from.Prefix, name, from.NamespaceURI, IsPerson(element, name) ? "-" : from.Value);
        }
        from.MoveToElement();
        if (empty) to.WriteEndElement();
    }

    private static bool IsTrace(string element, XmlReader attribute) =>
        DroppedAttributes.Contains(attribute.LocalName)
        || attribute.LocalName.StartsWith("rsid", StringComparison.Ordinal)
        || attribute.NamespaceURI == Relationships && (element == "pageSetup" || attribute.LocalName == "link"); // printer settings, linked pictures

    private static bool IsPerson(string element, string attribute) => BlankedAttributes.Contains(attribute) || element == "person" && attribute == "displayName";
}
