package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The few XML forms of S3: texts by the path of their elements, in the order of the document. No DTD is read. */
final class S3Xml {
    private final List<Text> texts;

    private record Text(String path, String text) {}

    private S3Xml(List<Text> texts) {
        this.texts = texts;
    }

    static S3Xml parse(String document) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new S3Xml(read(factory.createXMLStreamReader(new StringReader(document))));
        } catch (XMLStreamException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "the storage answered with XML that is none", e);
        }
    }

    private static List<Text> read(XMLStreamReader reader) throws XMLStreamException {
        List<Text> texts = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    texts.add(new Text(String.join("/", path), text.toString()));
                    path.removeLast();
                    text.setLength(0);
                }
                default -> {} // comments and the like say nothing
            }
        }
        return texts;
    }

    /** All texts under a path such as {@code ListBucketResult/Contents/Key}. */
    List<String> all(String path) {
        return texts.stream()
                .filter(each -> each.path().equals(path))
                .map(Text::text)
                .toList();
    }

    /** The first text; empty if there is none. */
    String first(String path) {
        return all(path).stream().findFirst().orElse("");
    }

    /** The name of the outermost element. */
    String root() {
        return texts.isEmpty() ? "" : texts.get(texts.size() - 1).path();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
