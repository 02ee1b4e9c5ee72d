package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a candidate is of the wanted version: words that it has beyond those of the wanted one, and those it lacks. */
final class VersionReason {
    private static final Set<VersionWord> OF_LENGTH = EnumSet.of(VersionWord.EDIT, VersionWord.EXTENDED);

    private VersionReason() {}

    /** @param sameCut whether both are equally long, which refutes words of length */
    static Reason of(WantedTitle title, Wanted wanted, Candidate candidate, CreditedArtists artists, boolean sameCut) {
        return of(title, wanted, candidate, artists, sameCut ? OF_LENGTH : Set.of());
    }

    /** Of a candidate in which the recording itself is heard. */
    static Reason ofHeard(
            WantedTitle title, Wanted wanted, Candidate candidate, CreditedArtists artists, boolean sameCut) {
        Set<VersionWord> refuted = EnumSet.copyOf(VersionWord.OTHER_SOUND);
        refuted.addAll(sameCut ? OF_LENGTH : Set.of());
        return of(title, wanted, candidate, artists, refuted);
    }

    /** @param refuted what it cannot be, whatever it says */
    private static Reason of(
            WantedTitle title, Wanted wanted, Candidate candidate, CreditedArtists artists, Set<VersionWord> refuted) {
        Set<VersionWord> has = said(title, wanted, candidate);
        Set<VersionWord> surplus = surplus(has, title, wanted, candidate);
        if (artists.exactChannel()) { // "(Billie Eilish cover)", by the one whose cover is wanted
            surplus.remove(VersionWord.COVER);
        }
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

    private static Set<VersionWord> said(WantedTitle title, Wanted wanted, Candidate candidate) {
        Set<VersionWord> said = VersionWord.in(withoutNames(PlainText.of(candidate.title()), title, wanted));
        said.addAll(VersionWord.ofChannel(withoutArtists(PlainText.of(candidate.channel()), wanted)));
        return said;
    }

    private static Set<VersionWord> surplus(
            Set<VersionWord> has, WantedTitle title, Wanted wanted, Candidate candidate) {
        Set<VersionWord> surplus = EnumSet.noneOf(VersionWord.class);
        surplus.addAll(has);
        surplus.removeAll(title.versions());
        surplus.removeAll(VersionWord.in(PlainText.of(wanted.album())));
        if (!PlainText.of(candidate.title()).contains(title.name())) {
            surplus.removeAll(VersionWord.in(title.name()));
        }
        surplus.removeAll(VersionWord.ofWords(wanted.explicit()));
        return surplus;
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
