package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.match.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All files of a library and, for every word, which of them have it in title, artist or file name. A change costs as much
 * as the words of its file; whoever searches sees all of a change or nothing.
 */
final class LibraryIndex {
    /** A word of more files than this says too little to look through them all, if there are rarer ones. */
    private static final int COMMON = 5_000;

    /** Less than a word of title or artist weighs: it only parts those that share as much. */
    private static final double ALBUM = 0.5;

    private final List<@Nullable LibraryEntry> entries = new ArrayList<>();
    private final Map<String, Integer> byPath = new HashMap<>();
    private final Map<String, Places> byWord = new HashMap<>();
    private final Map<String, Places> byIsrc = new HashMap<>();
    private final Map<Integer, Places> bySecond = new HashMap<>();

    private long changes;

    LibraryIndex() {}

    LibraryIndex(Collection<LibraryEntry> all) {
        all.forEach(this::put);
    }

    synchronized int size() {
        return byPath.size();
    }

    /** So often a file was added or replaced. */
    synchronized long changes() {
        return changes;
    }

    synchronized List<LibraryEntry> entries() {
        return entries.stream().filter(Objects::nonNull).toList();
    }

    synchronized @Nullable LibraryEntry at(String path) {
        Integer place = byPath.get(path);
        return place == null ? null : entries.get(place);
    }

    /** Adds a file, in place of the one that was at its path. */
    synchronized void put(LibraryEntry entry) {
        remove(entry.path());
        changes++;
        int place = entries.size();
        entries.add(entry);
        byPath.put(entry.path(), place);
        words(entry).forEach(word -> add(byWord, word, place));
        if (!entry.isrc().isEmpty()) {
            add(byIsrc, entry.isrc(), place);
        }
        add(bySecond, entry.millis() / 1000, place);
    }

    private static <K> void add(Map<K, Places> places, K key, int place) {
        places.computeIfAbsent(key, first -> new Places()).add(place);
    }

    /** Whether there was one. */
    synchronized boolean remove(String path) {
        Integer place = byPath.remove(path);
        if (place == null) {
            return false;
        }
        entries.set(place, null);
        if (entries.size() > 1000 && entries.size() > 2 * byPath.size()) {
            closeGaps();
        }
        return true;
    }

    /** Removes all files of a folder and of those in it. */
    synchronized int removeUnder(String folder) {
        List<String> gone = byPath.keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .toList();
        gone.forEach(this::remove);
        return gone.size();
    }

    /** The files of this length, a second more or less at both ends. */
    synchronized List<LibraryEntry> lasting(int fromSecond, int toSecond) {
        List<LibraryEntry> found = new ArrayList<>();
        for (int second = Math.max(0, fromSecond); second <= toSecond; second++) {
            Places places = bySecond.get(second);
            if (places != null) {
                present(places).map(entries::get).filter(Objects::nonNull).forEach(found::add);
            }
        }
        return found;
    }

    /**
     * Those of the wanted code, then those that share most words of title and artists, rare words counting more and
     * those of the wanted album first among equals; at most {@code limit}.
     */
    synchronized List<LibraryEntry> search(Wanted wanted, int limit) {
        Map<Integer, Double> weights = weights(wanted);
        Set<String> album = new HashSet<>(Words.of(wanted.album()));
        if (!album.isEmpty()) {
            weights.replaceAll((place, weight) -> weight + ALBUM * shared(album, entries.get(place)));
        }
        Places coded = byIsrc.get(wanted.isrc());
        if (coded != null) {
            present(coded).forEach(place -> weights.put(place, Double.POSITIVE_INFINITY));
        }
        return weights.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(found -> Objects.requireNonNull(entries.get(found.getKey()))
                                .path()))
                .limit(limit)
                .map(found -> Objects.requireNonNull(entries.get(found.getKey())))
                .toList();
    }

    private Map<Integer, Double> weights(Wanted wanted) {
        Set<String> words = new HashSet<>(Words.of(wanted.title()));
        wanted.artists().forEach(artist -> words.addAll(Words.of(artist)));
        List<Places> rarestFirst = words.stream()
                .map(byWord::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(Places::count))
                .toList();
        Map<Integer, Double> weights = new HashMap<>();
        for (Places places : rarestFirst) {
            boolean common = places.count() > COMMON && !weights.isEmpty();
            double weight = Math.log(1 + (double) entries.size() / places.count());
            Predicate<Integer> counted = place -> !common || weights.containsKey(place);
            present(places).filter(counted).toList().forEach(place -> weights.merge(place, weight, Double::sum));
        }
        return weights;
    }

    /** The share of the album's words that the entry's album has, 0 to 1. */
    private static double shared(Set<String> album, @Nullable LibraryEntry entry) {
        List<String> words = entry == null ? List.of() : Words.of(entry.album());
        return (double) album.stream().filter(words::contains).count() / album.size();
    }

    private Stream<Integer> present(Places places) {
        return places.stream().filter(place -> entries.get(place) != null).boxed();
    }

    /** Moves what is there together, and forgets the places of what is gone. */
    private void closeGaps() {
        int[] next = new int[entries.size()];
        int kept = 0;
        for (int place = 0; place < next.length; place++) {
            next[place] = entries.get(place) == null ? -1 : kept++;
        }
        entries.removeIf(Objects::isNull);
        byPath.replaceAll((path, place) -> next[place]);
        Stream.of(byWord, byIsrc, bySecond).forEach(places -> places.values().removeIf(some -> !some.move(next)));
    }

    private static Set<String> words(LibraryEntry entry) {
        Set<String> words = new HashSet<>(Words.of(entry.title()));
        words.addAll(Words.of(entry.artist()));
        String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
        words.addAll(Words.of(name.replaceFirst("\\.[^.]*$", "")));
        return words;
    }
}
