package io.soundforge.alchemy.download.feed;

import java.time.Duration;

/**
 * One entry of a feed that carries audio.
 *
 * @param show what the feed is called
 * @param url of the enclosure, http or https
 * @param duration zero if the feed does not say
 */
public record Episode(String title, String show, String url, Duration duration) {}
