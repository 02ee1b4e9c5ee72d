package io.soundforge.alchemy.spotify.collection;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts pages together until an answer is full. */
final class CollectionAssembly {
    /** Field names, punctuation and number of a track in JSON, or somewhat less than this. */
    private static final int FRAME = 180;

    private final List<CollectionTrack> tracks = new ArrayList<>();
    private SkippedItems skipped = SkippedItems.NONE;
    private int bytes;
    private boolean cut;

    private CollectionAssembly() {}

    /** What the Web API told in these pages; complete when they hold as many entries as it counts, and none follows. */
    static CollectionMetadata of(
            SpotifyLink link, String name, @Nullable String description, List<TrackPage> pages, String source) {
        CollectionAssembly assembly = new CollectionAssembly();
        assembly.bytes = size(name) + size(description);
        pages.forEach(assembly::add);
        int entries = pages.stream().mapToInt(TrackPage::entries).sum();
        int total = Math.max(entries, pages.get(0).total());
        boolean more = pages.get(pages.size() - 1).more();
        return new CollectionMetadata(
                link,
                name,
                description,
                assembly.tracks,
                assembly.skipped,
                total,
                source,
                !assembly.cut && !more && entries >= total);
    }

    private void add(TrackPage page) {
        skipped = skipped.plus(page.skipped());
        for (CollectionTrack track : page.tracks()) {
            bytes += size(track);
            cut |= bytes > CollectionMetadata.MAX_BYTES || tracks.size() == CollectionMetadata.MAX_TRACKS;
            if (cut) {
                return;
            }
            tracks.add(track);
        }
    }

    private static int size(CollectionTrack track) {
        int artists =
                track.artists().stream().mapToInt(artist -> size(artist) + 3).sum();
        return FRAME
                + artists
                + size(track.id())
                + size(track.title())
                + size(track.album())
                + size(track.coverUrl())
                + size(track.releaseDate())
                + size(track.previewUrl())
                + size(track.isrc());
    }

    private static int size(@Nullable String text) {
        return text == null ? 0 : JsonStringEncoder.getInstance().quoteAsUTF8(text).length;
    }
}
