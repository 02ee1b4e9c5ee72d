package io.soundforge.alchemy.contracts.spotify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The links in what somebody pasted: one, or several with whitespace or punctuation between and around them.
 *
 * @param links to Spotify, in their canonical or short form, in their order, each once
 * @param others what else was there, as it came
 */
public record PastedLinks(List<String> links, List<String> others) {
    /** Whitespace and what people put between links; none of it can be part of one. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;|]+");

    private static final Pattern AROUND = Pattern.compile("^[<>()\\[\\]{}\"'«»“”]+|[<>()\\[\\]{}\"'«»“”.!]+$");

    public PastedLinks {
        links = List.copyOf(links);
        others = List.copyOf(others);
    }

    public static PastedLinks in(String text) {
        Set<String> links = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        for (String piece : BETWEEN.splitAsStream(text).toList()) {
            String bare = AROUND.matcher(piece).replaceAll("");
            Optional<String> link = link(bare);
            link.ifPresent(links::add);
            if (link.isEmpty() && !piece.isEmpty()) {
                others.add(piece);
            }
        }
        return new PastedLinks(List.copyOf(links), others);
    }

    private static Optional<String> link(String text) {
        return SpotifyLink.parse(text).map(SpotifyLink::canonical).or(() -> ShortLink.parse(text)
                .map(ShortLink::canonical));
    }
}
