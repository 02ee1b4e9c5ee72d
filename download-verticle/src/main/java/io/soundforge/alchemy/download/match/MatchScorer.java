package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells the wanted recording from its live takes, covers, remixes and namesakes, by words and duration alone.
 *
 * <p>Each reason is a factor, so that one strong doubt cannot be outweighed by many agreements: a karaoke version agrees in
 * title, artist and duration.
 */
public final class MatchScorer {
    private static final Set<VersionWord> OF_LENGTH = EnumSet.of(VersionWord.EDIT, VersionWord.EXTENDED);
    private static final Duration SAME_CUT = Duration.ofSeconds(3);

    private MatchScorer() {}

    /** Whether the text speaks of a concert, a remix, a cover or another version. */
    public static boolean namesAVersion(String text) {
        return !VersionWord.in(PlainText.of(text)).isEmpty();
    }

    /** A recording's code settles it: titles differ between services, and the code does not. */
    public static Match score(Wanted wanted, Candidate candidate) {
        if (!wanted.isrc().isEmpty() && wanted.isrc().equals(candidate.isrc())) {
            return new Match(1, List.of(new Reason("isrc", 1, "the same recording code")));
        }
        WantedTitle title = WantedTitle.of(wanted.title());
        boolean sameCut = sameCut(wanted, candidate);
        CreditedArtists artists = CreditedArtists.in(candidate, wanted.artists());
        List<Reason> reasons = List.of(
                titles(title, wanted, candidate),
                artists(artists, sameCut),
                DurationReason.of(wanted.duration(), candidate.duration()),
                versions(title, wanted, candidate, artists),
                StrangeWords.of(title, wanted, candidate));
        return new Match(reasons.stream().mapToDouble(Reason::factor).reduce(1, (all, one) -> all * one), reasons);
    }

    private static boolean sameCut(Wanted wanted, Candidate candidate) {
        Duration difference = wanted.duration().minus(candidate.duration()).abs();
        return !wanted.duration().isZero() && difference.compareTo(SAME_CUT) <= 0;
    }

    private static Reason titles(WantedTitle title, Wanted wanted, Candidate candidate) {
        List<String> found = Numbers.words(candidate.title());
        double covered = title.isOfSigns()
                ? title.signsIn(candidate.title())
                : title.spellings().stream()
                        .mapToDouble(words -> covered(words, found))
                        .max()
                        .orElse(0);
        String finding = String.format(Locale.ROOT, "%.0f %% of the title's letters", 100 * covered);
        String beside = wanted.album() + " " + String.join(" ", wanted.artists());
        return Numbers.in(candidate.title()).otherThan(Numbers.in(wanted.title()), beside)
                ? new Reason("title", 0.4 * covered * covered, finding + ", another number")
                : new Reason("title", covered * covered, finding);
    }

    /** The share of letters in words that were found, 0 to 1. */
    private static double covered(List<String> wanted, List<String> found) {
        Predicate<String> all = word -> true;
        Predicate<String> large = word -> !Words.small(word);
        Predicate<String> counted = wanted.stream().anyMatch(large) ? large : all;
        int letters = wanted.stream().filter(counted).mapToInt(String::length).sum();
        int matched = wanted.stream()
                .filter(counted)
                .filter(word -> StrangeWords.among(found, word))
                .mapToInt(String::length)
                .sum();
        return letters == 0 ? 0 : (double) matched / letters;
    }

    /** Guests and composers are often left out; the length tells that it is their recording all the same. */
    private static Reason artists(CreditedArtists artists, boolean sameCut) {
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
        double forSome = artists.firstNamed() && sameCut ? 0.7 : 0.55;
        return new Reason("artists", artists.named() == artists.wanted() ? 0.92 : forSome, finding);
    }

    private static Reason versions(WantedTitle title, Wanted wanted, Candidate candidate, CreditedArtists artists) {
        String text = withoutNames(PlainText.of(candidate.title()), title, wanted);
        Set<VersionWord> has = VersionWord.in(text);
        has.addAll(VersionWord.ofChannel(withoutArtists(PlainText.of(candidate.channel()), wanted)));
        Set<VersionWord> surplus = EnumSet.noneOf(VersionWord.class);
        surplus.addAll(has);
        surplus.removeAll(title.versions());
        surplus.removeAll(VersionWord.in(PlainText.of(wanted.album())));
        if (!PlainText.of(candidate.title()).contains(title.name())) {
            surplus.removeAll(VersionWord.in(title.name()));
        }
        surplus.removeAll(VersionWord.ofWords(wanted.explicit()));
        if (artists.exactChannel()) { // "(Billie Eilish cover)", by the one whose cover is wanted
            surplus.remove(VersionWord.COVER);
        }
        Set<VersionWord> missing = EnumSet.noneOf(VersionWord.class);
        missing.addAll(title.versions());
        missing.removeAll(has);
        missing.removeAll(VersionWord.UNSAID);
        if (sameCut(wanted, candidate)) {
            surplus.removeAll(OF_LENGTH);
            missing.removeAll(OF_LENGTH);
        }
        if (surplus.isEmpty() && missing.isEmpty()) {
            return new Reason("version", 1, "the same");
        }
        double forMissing = artists.wanted() > 1 && artists.named() == artists.wanted() ? 0.7 : 0.3;
        double factor = (surplus.isEmpty() ? 1 : 0.25) * (missing.isEmpty() ? 1 : forMissing);
        return new Reason("version", factor, "more: " + named(surplus) + ", less: " + named(missing));
    }

    /** So that neither "Live Forever" nor a song of the band Live is taken for a live recording. */
    private static String withoutNames(String text, WantedTitle title, Wanted wanted) {
        return withoutArtists(asWord(title.name()).matcher(text).replaceAll(" "), wanted);
    }

    private static String withoutArtists(String text, Wanted wanted) {
        String rest = text;
        for (String artist : wanted.artists()) {
            rest = asWord(PlainText.of(artist)).matcher(rest).replaceFirst(" ");
        }
        return rest;
    }

    /** Of the song "i" nothing is left out but the word: "live" stays whole. */
    private static Pattern asWord(String name) {
        return Pattern.compile("(?<![\\p{IsLatin}\\p{N}])" + Pattern.quote(name) + "(?![\\p{IsLatin}\\p{N}])");
    }

    private static String named(Set<VersionWord> words) {
        return words.isEmpty()
                ? "nothing"
                : words.stream()
                        .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }
}
