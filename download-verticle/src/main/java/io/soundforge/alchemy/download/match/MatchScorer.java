package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the wanted recording from its live takes, covers, remixes and namesakes: by words and duration, and where somebody
 * has listened already, by a clip of it.
 *
 * <p>Each reason is a factor, so that one strong doubt cannot be outweighed by many agreements: a karaoke version agrees in
 * title, artist and duration.
 */
public final class MatchScorer {
    /** Words around titles that say nothing about the recording. */
    private static final Set<String> WRAPPING = Set.of(
            ("official offizielles oficial officiel officielle video videoclip musikvideo audio music lyric lyrics lyricvideo letra"
                            + " testo paroles gasa hd hq uhd 4k 1080p remaster remastered upgrade upscale mv m v clip visualizer"
                            + " visualiser explicit ft feat featuring with prod topic vevo full song single original soundtrack ost"
                            + " from anniversary edition deluxe stereo mono album track bonus remasterizado tv op")
                    .split(" "));

    private MatchScorer() {}

    /** Whether the text speaks of a concert, a remix, a cover or another version. */
    public static boolean namesAVersion(String text) {
        return !VersionWord.in(PlainText.of(text)).isEmpty();
    }

    /** A recording's code settles it: titles differ between services, and the code does not. Its sound settles even more. */
    public static Match score(Wanted wanted, Candidate candidate) {
        Match told = told(wanted, candidate);
        Place place = candidate.clip();
        if (place == null) {
            return told;
        }
        return place.heard() ? heard(wanted, candidate, place) : told.and(ClipReason.of(place));
    }

    private static Match told(Wanted wanted, Candidate candidate) {
        if (!wanted.isrc().isEmpty() && wanted.isrc().equals(candidate.isrc())) {
            return Match.of(List.of(new Reason("isrc", 1, "the same recording code")));
        }
        WantedTitle title = WantedTitle.of(wanted.title());
        List<String> found = Words.of(candidate.title());
        CreditedArtists artists = CreditedArtists.in(candidate, wanted.artists());
        return Match.of(List.of(
                titles(title, found),
                artists(artists),
                DurationReason.of(wanted.duration(), candidate.duration()),
                versions(title, wanted, candidate, artists, Set.of()),
                strangeWords(title, wanted, candidate)));
    }

    /**
     * Whatever the candidate is called, the recording is in it: what remains to be asked is whether there is more than it
     * (medleys, hours of it), less of it (edits), or other things were done to it (vocals taken out, other words).
     */
    private static Match heard(Wanted wanted, Candidate candidate, Place place) {
        CreditedArtists artists = CreditedArtists.in(candidate, wanted.artists());
        return Match.of(List.of(
                ClipReason.of(place),
                DurationReason.of(wanted.duration(), candidate.duration()),
                versions(WantedTitle.of(wanted.title()), wanted, candidate, artists, VersionWord.OTHER_SOUND)));
    }

    private static Reason titles(WantedTitle title, List<String> found) {
        double covered = title.spellings().stream()
                .mapToDouble(words -> covered(words, found))
                .max()
                .orElse(0);
        return new Reason(
                "title",
                covered * covered,
                String.format(Locale.ROOT, "%.0f %% of the title's letters", 100 * covered));
    }

    /** The share of letters in words that were found, 0 to 1. */
    private static double covered(List<String> wanted, List<String> found) {
        Predicate<String> all = word -> true;
        Predicate<String> large = word -> !Words.small(word);
        Predicate<String> counted = wanted.stream().anyMatch(large) ? large : all;
        int letters = wanted.stream().filter(counted).mapToInt(String::length).sum();
        int matched = wanted.stream()
                .filter(counted)
                .filter(word -> among(found, word))
                .mapToInt(String::length)
                .sum();
        return letters == 0 ? 0 : (double) matched / letters;
    }

    private static Reason artists(CreditedArtists artists) {
        if (artists.wanted() == 0) {
            return new Reason("artists", 0.7, "no artist is known");
        }
        String finding = artists.named() + " of " + artists.wanted() + " named";
        if (artists.named() == 0) {
            return new Reason("artists", 0.15, finding);
        }
        if (artists.ownChannel()) {
            return new Reason(
                    "artists", artists.named() == artists.wanted() ? 1 : 0.95, finding + ", on their channel");
        }
        return new Reason("artists", artists.named() == artists.wanted() ? 0.92 : 0.55, finding);
    }

    /** @param refuted what it cannot be, whatever it says */
    private static Reason versions(
            WantedTitle title, Wanted wanted, Candidate candidate, CreditedArtists artists, Set<VersionWord> refuted) {
        String text = withoutNames(PlainText.of(candidate.title()), title, wanted);
        Set<VersionWord> has = VersionWord.in(text);
        has.addAll(VersionWord.ofChannel(PlainText.of(candidate.channel())));
        Set<VersionWord> surplus = EnumSet.noneOf(VersionWord.class);
        surplus.addAll(has);
        surplus.removeAll(title.versions());
        surplus.removeAll(VersionWord.in(PlainText.of(wanted.album())));
        if (!PlainText.of(candidate.title()).contains(title.name())) {
            surplus.removeAll(VersionWord.in(title.name()));
        }
        surplus.removeAll(VersionWord.ofWords(wanted.explicit()));
        surplus.removeAll(refuted);
        Set<VersionWord> missing = EnumSet.noneOf(VersionWord.class);
        missing.addAll(title.versions());
        missing.removeAll(has);
        missing.removeAll(VersionWord.UNSAID);
        missing.removeAll(refuted);
        if (surplus.isEmpty() && missing.isEmpty()) {
            return new Reason("version", 1, "the same");
        }
        double forMissing = artists.wanted() > 1 && artists.named() == artists.wanted() ? 0.7 : 0.3;
        double factor = (surplus.isEmpty() ? 1 : 0.25) * (missing.isEmpty() ? 1 : forMissing);
        return new Reason("version", factor, "more: " + named(surplus) + ", less: " + named(missing));
    }

    /** So that neither "Live Forever" nor a song of the band Live is taken for a live recording. */
    private static String withoutNames(String text, WantedTitle title, Wanted wanted) {
        String rest = text.replace(title.name(), " ");
        for (String artist : wanted.artists()) {
            rest = rest.replaceFirst(Pattern.quote(PlainText.of(artist)), " ");
        }
        return rest;
    }

    private static String named(Set<VersionWord> words) {
        return words.isEmpty()
                ? "nothing"
                : words.stream()
                        .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    /** Words that neither the wanted recording nor the habits of uploaders explain. */
    private static Reason strangeWords(WantedTitle title, Wanted wanted, Candidate candidate) {
        Set<String> explained = new HashSet<>(title.remarks());
        title.spellings().forEach(explained::addAll);
        Stream.concat(wanted.artists().stream(), Stream.of(wanted.album(), candidate.channel()))
                .map(Words::of)
                .forEach(explained::addAll);
        List<String> strange = Words.of(VersionWord.without(PlainText.of(candidate.title()))).stream()
                .filter(word -> !Words.small(word) && !WRAPPING.contains(word) && !word.matches("(19|20)\\d\\d"))
                .filter(word -> !among(explained, word))
                .filter(word -> !word.equals(String.join("", Words.of(String.join("", wanted.artists())))))
                .toList();
        return new Reason(
                "words",
                Math.max(0.25, Math.pow(0.86, strange.size())),
                strange.isEmpty() ? "all explained" : "unexplained: " + String.join(" ", strange));
    }

    private static boolean among(Collection<String> words, String word) {
        return words.stream().anyMatch(other -> Words.alike(other, word));
    }
}
