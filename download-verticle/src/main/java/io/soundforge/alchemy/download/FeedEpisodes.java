package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.download.choice.ChoiceNeeded;
import io.soundforge.alchemy.download.feed.Episode;
import io.soundforge.alchemy.download.feed.FeedReader;
import io.soundforge.alchemy.download.provider.PlainArgument;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A link that turns out to be a podcast's feed: somebody has to choose an episode. */
final class FeedEpisodes {
    private FeedEpisodes() {}

    /** The file itself; fails with {@link ChoiceNeeded} if it is a feed. */
    static Future<Path> requireNone(WorkerExecutor workers, AudioSource source, Path file) {
        return source.kind() == AudioSource.Kind.URL
                ? workers.executeBlocking(() -> requireNone(file), false)
                : Future.succeededFuture(file);
    }

    private static Path requireNone(Path file) throws IOException {
        if (!FeedReader.isFeed(file)) {
            return file;
        }
        List<Episode> episodes = FeedReader.episodes(file);
        throw new ChoiceNeeded(
                "The link leads to a podcast; choose an episode.",
                IntStream.range(0, episodes.size())
                        .mapToObj(place -> candidate(place + 1, episodes.get(place)))
                        .toList());
    }

    private static SourceCandidate candidate(int number, Episode episode) {
        return new SourceCandidate(
                "episode-" + number,
                LinkSource.DIRECT,
                episode.url(),
                PlainArgument.line(episode.title()),
                PlainArgument.line(episode.show()),
                episode.duration().isZero() ? null : (double) episode.duration().toSeconds(),
                episode.url(),
                0,
                List.of());
    }
}
