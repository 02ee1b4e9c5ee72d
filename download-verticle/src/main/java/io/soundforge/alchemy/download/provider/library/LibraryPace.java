package io.soundforge.alchemy.download.provider.library;

import java.time.Duration;

/**
 * How often a library is looked at.
 *
 * @param freshFor how long a look through a folder counts that is not watched
 * @param settle how long a new file must stay as it is before it is read: it may still be written
 * @param look between two looks through a folder that is watched
 */
public record LibraryPace(Duration freshFor, Duration settle, Duration look) {
    public static final LibraryPace USUAL =
            new LibraryPace(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1));
}
