package io.soundforge.alchemy.download.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedReaderTest {
    @TempDir
    Path folder;

    private Path feed(String xml) throws IOException {
        return Files.writeString(folder.resolve("feed.xml"), xml);
    }

    private static String items(String items) {
        return "<?xml version='1.0'?><rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
                + "<title>The Show</title>" + items + "</channel></rss>";
    }

    @Test
    void feed_givesItsEpisodesInOrder() throws IOException {
        Path file = feed(
                items(
                        "<item><title>Two &amp; a half</title><itunes:duration>1:02:03</itunes:duration>"
                                + "<enclosure url='https://p.example/2.mp3' type='audio/mpeg' length='1'/></item>"
                                + "<item><title>Only words</title></item>"
                                + "<item><title>One</title><enclosure url='file:///etc/passwd' type='audio/mpeg'/></item>"
                                + "<item><title><![CDATA[Nought]]></title><enclosure url='http://p.example/0.mp3' type='audio/mpeg'/></item>"));

        assertThat(FeedReader.isFeed(file)).isTrue();
        assertThat(FeedReader.episodes(file))
                .containsExactly(
                        new Episode("Two & a half", "The Show", "https://p.example/2.mp3", Duration.ofSeconds(3723)),
                        new Episode("Nought", "The Show", "http://p.example/0.mp3", Duration.ZERO));
    }

    @Test
    void entities_areNeitherReadNorExpanded() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        Path file = feed("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM '" + secret.toUri()
                + "'><!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>]><rss><channel><item><title>&x;&b;</title>"
                + "<enclosure url='https://p.example/1.mp3' type='audio/mpeg'/></item></channel></rss>");

        try {
            assertThat(FeedReader.episodes(file).toString()).doesNotContain("the secret", "lol");
        } catch (AlchemyException refused) {
            assertThat(refused).hasMessageContaining("no XML that can be read");
        }
    }

    @Test
    void brokenOrEmptyFeeds_areRefused() throws IOException {
        assertThatThrownBy(() -> FeedReader.episodes(feed("<rss><channel><item>")))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContaining("no XML");
        assertThatThrownBy(() -> FeedReader.episodes(feed(items(""))))
                .isInstanceOf(AlchemyException.class)
                .hasMessageContaining("no episode");
        assertThat(FeedReader.isFeed(feed("<html></html>"))).isFalse();
    }

    @Test
    void manyEpisodes_areBounded() throws IOException {
        String one = "<item><title>t</title><enclosure url='https://p.example/1.mp3' type='audio/mpeg'/></item>";

        assertThat(FeedReader.episodes(feed(items(one.repeat(1000))))).hasSize(FeedReader.MOST);
    }

    @Test
    void durations_ofAllForms() {
        assertThat(FeedReader.duration("3723")).isEqualTo(Duration.ofSeconds(3723));
        assertThat(FeedReader.duration("62:03")).isEqualTo(Duration.ofSeconds(3723));
        assertThat(FeedReader.duration("1:02:03")).isEqualTo(Duration.ofSeconds(3723));
        assertThat(FeedReader.duration("soon")).isZero();
    }
}
