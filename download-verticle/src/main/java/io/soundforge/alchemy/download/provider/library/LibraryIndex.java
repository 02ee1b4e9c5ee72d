package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.match.Words;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All files of a library and, for every word, which of them have it in title, artist or file name. Never changes. */
final class LibraryIndex {
    static final LibraryIndex EMPTY = new LibraryIndex(List.of());

    /** A word of more files than this says too little to look through them all, if there are rarer ones. */
    private static final int COMMON = 5_000;

    private final List<LibraryEntry> entries;
    private final Map<String, int[]> byWord;
    private final Map<String, int[]> byIsrc;

    LibraryIndex(Collection<LibraryEntry> all) {
        this.entries = List.copyOf(all);
        Map<String, Places> places = new HashMap<>();
        Map<String, Places> codes = new HashMap<>();
        for (int place = 0; place < entries.size(); place++) {
            for (String word : words(entries.get(place))) {
                places.computeIfAbsent(word, first -> new Places()).add(place);
            }
            String isrc = entries.get(place).isrc();
            if (!isrc.isEmpty()) {
                codes.computeIfAbsent(isrc, first -> new Places()).add(place);
            }
        }
        this.byWord = trimmed(places);
        this.byIsrc = trimmed(codes);
    }

    private static Map<String, int[]> trimmed(Map<String, Places> places) {
        Map<String, int[]> trimmed = new HashMap<>(places.size() * 2);
        places.forEach((key, found) -> trimmed.put(key, found.trimmed()));
        return trimmed;
    }

    int size() {
        return entries.size();
    }

    List<LibraryEntry> entries() {
        return entries;
    }

    /** Those of the wanted code, then those that share most, rare words counting more; at most {@code limit}. */
    List<LibraryEntry> search(Wanted wanted, int limit) {
        Set<String> words = new HashSet<>(Words.of(wanted.title()));
        wanted.artists().forEach(artist -> words.addAll(Words.of(artist)));
        List<int[]> rarestFirst = words.stream()
                .map(word -> byWord.getOrDefault(word, new int[0]))
                .filter(places -> places.length > 0)
                .sorted(Comparator.comparingInt(places -> places.length))
                .toList();
        Map<Integer, Double> weights = new HashMap<>();
        for (int[] places : rarestFirst) {
            boolean common = places.length > COMMON && !weights.isEmpty();
            double weight = Math.log(1 + (double) entries.size() / places.length);
            for (int place : places) {
                if (!common || weights.containsKey(place)) {
                    weights.merge(place, weight, Double::sum);
                }
            }
        }
        for (int place : byIsrc.getOrDefault(wanted.isrc(), new int[0])) {
            weights.put(place, Double.POSITIVE_INFINITY);
        }
        return weights.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(found -> entries.get(found.getKey()))
                .toList();
    }

    private static Set<String> words(LibraryEntry entry) {
        Set<String> words = new HashSet<>(Words.of(entry.title()));
        words.addAll(Words.of(entry.artist()));
        String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
        words.addAll(Words.of(name.replaceFirst("\\.[^.]*$", "")));
        return words;
    }

    /** A list of ints that grows. */
    private static final class Places {
        private int[] places = new int[2];
        private int count;

        void add(int place) {
            places = count < places.length ? places : Arrays.copyOf(places, 2 * count);
            places[count++] = place;
        }

        int[] trimmed() {
            return Arrays.copyOf(places, count);
        }
    }
}
