package io.soundforge.alchemy.download.feed;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a> with enclosures. Document types and entities of
 * a stranger's XML are not read at all.
 */
public final class FeedReader {
    /** So many are offered, from the top, where feeds have the newest. */
    static final int MOST = 50;

    private static final int LARGEST = 8 << 20;
    private static final int LOOK = 1024;
    private static final int LONGEST_TEXT = 500;
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,5})(?::(\\d{1,2}))?");

    private FeedReader() {}

    /** Whether a file looks like a feed, by its first kilobyte. */
    public static boolean isFeed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(LOOK), StandardCharsets.UTF_8).stripLeading();
            return (start.startsWith("<") || start.startsWith("\uFEFF<")) && start.contains("<rss");
        }
    }

    /**
     * The episodes that carry audio, in the feed's order.
     *
     * @throws AlchemyException SOURCE_REFUSED if it is no feed that can be read, or has no audio
     */
    public static List<Episode> episodes(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, "the feed is larger than " + LARGEST + " bytes");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            List<Episode> episodes = new Reading(factory().createXMLStreamReader(in)).episodes();
            if (episodes.isEmpty()) {
                throw new AlchemyException(ErrorCode.SOURCE_REFUSED, "the feed has no episode with audio");
            }
            return episodes;
        } catch (XMLStreamException e) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, "the feed is no XML that can be read", e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** {@code 3723}, {@code 62:03} or {@code 1:02:03}; zero for anything else. */
    static Duration duration(String text) {
        Matcher clock = CLOCK.matcher(text.strip());
        if (!clock.matches()) {
            return Duration.ZERO;
        }
        long first = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
        long second = Long.parseLong(clock.group(2));
        return clock.group(3) == null
                ? Duration.ofSeconds(60 * first + second)
                : Duration.ofSeconds(3600 * first + 60 * second + Long.parseLong(clock.group(3)));
    }

    /** One walk through a document. */
    private static final class Reading {
        private final XMLStreamReader xml;
        private final List<Episode> episodes = new ArrayList<>();
        private boolean inItem;
        private String show = "";
        private String title = "";
        private String url = "";
        private Duration duration = Duration.ZERO;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        List<Episode> episodes() throws XMLStreamException {
            while (xml.hasNext() && episodes.size() < MOST) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    begin(xml.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("item")) {
                    end();
                }
            }
            return episodes;
        }

        private void begin(String name) throws XMLStreamException {
            switch (name) {
                case "item" -> {
                    inItem = true;
                    title = "";
                    url = "";
                    duration = Duration.ZERO;
                }
                case "title" -> {
                    String text = text();
                    if (inItem) {
                        title = title.isEmpty() ? text : title;
                    } else {
                        show = show.isEmpty() ? text : show;
                    }
                }
                case "duration" -> duration = FeedReader.duration(text());
                case "enclosure" -> enclosure();
                default -> {
                    // Everything else is about something else.
                }
            }
        }

        private void enclosure() {
            String type = String.valueOf(xml.getAttributeValue(null, "type"));
            String link = String.valueOf(xml.getAttributeValue(null, "url")).strip();
            if (url.isEmpty() && !type.startsWith("image/") && link.matches("https?://\\S{1,2000}")) {
                url = link;
            }
        }

        private void end() {
            inItem = false;
            if (!url.isEmpty()) {
                episodes.add(new Episode(title.isEmpty() ? url : title, show, url, duration));
            }
        }

        /** The text of an element that has nothing but text; markup within it ends the reading of it. */
        private String text() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.START_ELEMENT) {
                    break;
                }
            }
            String plain = text.toString().strip();
            return plain.length() <= LONGEST_TEXT ? plain : plain.substring(0, LONGEST_TEXT);
        }
    }
}
