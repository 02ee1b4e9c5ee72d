package io.soundforge.alchemy.gateway.spotify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several links in the form of one: old clients list its tracks without knowing that they come from several.
 *
 * @param type always {@code links}
 * @param id empty
 * @param tracks of all links, in their order, each once
 * @param complete whether every link was read, and every one of them is complete
 * @param links what each of them was, or why it could not be read
 */
record ManyAnswer(
        String type,
        String id,
        String name,
        String description,
        List<FetchAnswer.Entry> tracks,
        SkippedItems skipped,
        boolean complete,
        List<Part> links) {

    /**
     * One of the links.
     *
     * @param tracks how many it has
     * @param error null if it was read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            String url,
            @Nullable String type,
            @Nullable String id,
            @Nullable String name,
            @Nullable Integer tracks,
            @Nullable Failure error) {}

    /** A link and its answer, or its failure. */
    record Read(
            String url,
            @Nullable FetchAnswer answer,
            @Nullable Failure failure) {
        private Part part() {
            return answer == null
                    ? new Part(url, null, null, null, null, failure)
                    : new Part(
                            url,
                            answer.type().text(),
                            answer.id(),
                            answer.name(),
                            answer.tracks().size(),
                            null);
        }
    }

    static ManyAnswer of(List<Read> read) {
        Map<String, FetchAnswer.Entry> tracks = new LinkedHashMap<>();
        SkippedItems skipped = SkippedItems.NONE;
        boolean complete = true;
        for (Read one : read) {
            FetchAnswer answer = one.answer();
            complete &= answer != null && answer.complete();
            if (answer != null) {
                answer.tracks().forEach(track -> tracks.putIfAbsent(track.id(), track));
                skipped = skipped.plus(answer.skipped());
            }
        }
        return new ManyAnswer(
                "links",
                "",
                read.size() + " links",
                "",
                List.copyOf(tracks.values()),
                skipped,
                complete,
                read.stream().map(Read::part).toList());
    }
}
