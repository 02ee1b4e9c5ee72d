package io.soundforge.alchemy.gateway.studio;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.studio.SectionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names for the sections that an analysis found. The analysis knows which sections sound alike, not what they are called;
 * so a name is given only where the form of most songs speaks for it, and the label always tells the section's letter:
 *
 * <ul>
 *   <li>intro: the first section, if it is shorter than the middle one of all by length;
 *   <li>outro: the last one, if it is shorter than that or sounds like no other;
 *   <li>chorus: of the others, those that come most often, at least twice; of two as frequent, the one that begins later,
 *       since a song comes to its chorus from a verse;
 *   <li>verse: those that come next most often, at least twice;
 *   <li>bridge: one that sounds like no other, in the second half, after a chorus and right before
 *       another;
 *   <li>all others: custom.
 * </ul>
 *
 * Fewer than three sections tell nothing.
 */
final class ArrangementGuess {
    private static final int FEWEST = 3;

    private final List<Section> sections;
    private final SectionType[] types;

    private ArrangementGuess(List<Section> sections) {
        this.sections = sections;
        this.types = new SectionType[sections.size()];
        Arrays.fill(types, SectionType.CUSTOM);
    }

    /** A section with its name; times in seconds. */
    record Named(double start, double end, SectionType type, String label) {}

    /** Names the sections, which are in the order of time. */
    static List<Named> of(List<Section> sections) {
        ArrangementGuess guess = new ArrangementGuess(sections);
        if (sections.size() >= FEWEST) {
            guess.nameEnds();
            guess.nameRepeated();
            guess.nameBridges();
        }
        return guess.named();
    }

    private void nameEnds() {
        List<Double> lengths =
                sections.stream().map(ArrangementGuess::length).sorted().toList();
        double middle = lengths.get(lengths.size() / 2);
        int last = types.length - 1;
        if (length(sections.get(0)) < middle) {
            types[0] = SectionType.INTRO;
        }
        if (length(sections.get(last)) < middle || isSingle(last)) {
            types[last] = SectionType.OUTRO;
        }
    }

    private void nameRepeated() {
        String chorus = mostFrequent(null);
        if (chorus != null) {
            name(chorus, SectionType.CHORUS);
            String verse = mostFrequent(chorus);
            if (verse != null) {
                name(verse, SectionType.VERSE);
            }
        }
    }

    /** The letter of most sections without a name yet; the later one of equals; null if none comes twice. */
    private @Nullable String mostFrequent(@Nullable String except) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < types.length; i++) {
            String letter = sections.get(i).label();
            if (types[i] == SectionType.CUSTOM && !letter.equals(except)) {
                counts.merge(letter, 1L, Long::sum);
            }
        }
        String found = null;
        long most = 2;
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            if (entry.getValue() >= most) {
                most = entry.getValue();
                found = entry.getKey();
            }
        }
        return found;
    }

    private void name(String letter, SectionType type) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] == SectionType.CUSTOM && sections.get(i).label().equals(letter)) {
                types[i] = type;
            }
        }
    }

    private void nameBridges() {
        double half = (sections.get(0).start() + sections.get(types.length - 1).end()) / 2;
        boolean chorusBefore = false;
        for (int i = 0; i + 1 < types.length; i++) {
            boolean free = types[i] == SectionType.CUSTOM && isSingle(i);
            boolean late = chorusBefore && sections.get(i).start() >= half;
            if (free && late && types[i + 1] == SectionType.CHORUS) {
                types[i] = SectionType.BRIDGE;
            }
            chorusBefore |= types[i] == SectionType.CHORUS;
        }
    }

    private boolean isSingle(int index) {
        Map<String, Long> counts = sections.stream().collect(groupingBy(Section::label, counting()));
        return counts.getOrDefault(sections.get(index).label(), 0L) == 1;
    }

    private List<Named> named() {
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            Section section = sections.get(i);
            named.add(new Named(section.start(), section.end(), types[i], label(types[i], section.label())));
        }
        return List.copyOf(named);
    }

    private static String label(SectionType type, String letter) {
        String word = type == SectionType.CUSTOM ? "section" : type.text();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " " + letter;
    }

    private static double length(Section section) {
        return section.end() - section.start();
    }
}
