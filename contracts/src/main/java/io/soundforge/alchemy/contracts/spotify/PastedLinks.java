package io.soundforge.alchemy.contracts.spotify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The links in what somebody pasted: one, or several with whitespace, punctuation, words or nothing between and around
 * them, or in the frames that players are embedded with.
 *
 * @param links to Spotify, in their canonical or short form, in their order, each once
 * @param others what else was there and may have been meant as a link, as it came; words are left out
 */
public record PastedLinks(List<String> links, List<String> others) {
    /** Whitespace, seen or not, and where a link's text in Markdown ends. */
    private static final Pattern SPACE = Pattern.compile("(?:[\\s\\p{Z}\\p{Cf}]|\\]\\()+");

    /** What people put between links; none of it can be part of one. */
    private static final Pattern BETWEEN = Pattern.compile("[,;|]+");

    /** Where another link begins right after one: fields of one line take the ends of lines out of what is pasted. */
    private static final Pattern NEXT = Pattern.compile(
            "(?<=[0-9A-Za-z_-])(?=https?://(?:(?:open|play)\\.spotify\\.com|spotify\\.link|spotify\\.app\\.link)/"
                    + "|spotify:(?:track|album|playlist|artist):)");

    private static final Pattern FRAME =
            Pattern.compile("(?i)<iframe\\s[^<>]{0,1000}?src=(?:\"([^<>\"]{0,1000})\"|'([^<>']{0,1000})')[^<>]{0,1000}>"
                    + "(?:\\s{0,9}</iframe>)?");

    /** What nobody takes for a link, a path or an option. */
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’&+/·\\p{Pd}]*[:?*]*|[&+·•:\\p{Pd}\\p{So}]?");

    /** Marks of shells: around these, words may be more than words. */
    private static final Pattern NO_PROSE = Pattern.compile("[;|`$\\\\]");

    private static final Pattern AROUND = Pattern.compile("^[<>()\\[\\]{}\"'«»“”]+|[<>()\\[\\]{}\"'«»“”.!…]+$");

    public PastedLinks {
        links = List.copyOf(links);
        others = List.copyOf(others);
    }

    public static PastedLinks in(String text) {
        Set<String> links = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        String unframed = FRAME.matcher(text).replaceAll(" $1$2 ");
        boolean prose = !NO_PROSE.matcher(unframed).find();
        for (String chunk : SPACE.splitAsStream(unframed).toList()) {
            PastedLinks found = inChunk(chunk);
            links.addAll(found.links());
            boolean words = prose && found.links().isEmpty();
            found.others().stream().filter(piece -> !(words && isWord(piece))).forEach(others::add);
        }
        return new PastedLinks(List.copyOf(links), others);
    }

    private static PastedLinks inChunk(String chunk) {
        List<String> links = new ArrayList<>();
        List<String> others = new ArrayList<>();
        BETWEEN.splitAsStream(chunk).flatMap(NEXT::splitAsStream).forEach(piece -> {
            Optional<String> link = link(bare(piece));
            link.ifPresentOrElse(links::add, () -> others.add(piece));
        });
        others.removeIf(String::isEmpty);
        return new PastedLinks(links, others);
    }

    private static boolean isWord(String piece) {
        String bare = bare(piece);
        return WORD.matcher(bare).matches() && !SpotifyLink.isId(bare);
    }

    private static String bare(String piece) {
        return AROUND.matcher(piece).replaceAll("");
    }

    private static Optional<String> link(String text) {
        return SpotifyLink.parse(text).map(SpotifyLink::canonical).or(() -> ShortLink.parse(text)
                .map(ShortLink::canonical));
    }
}
