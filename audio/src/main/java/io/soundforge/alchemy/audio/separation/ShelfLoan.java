package io.soundforge.alchemy.audio.separation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Places of the shelf that a separation works with. A killed one is noticed by its silence. */
final class ShelfLoan implements AutoCloseable {
    private static final String LAST_USED = "used";

    private final Heartbeat heartbeat;
    private final List<Path> kept = new ArrayList<>();
    private final List<Path> places = new ArrayList<>();

    ShelfLoan(SegmentShelf shelf, List<String> addresses) throws IOException {
        this.heartbeat = new Heartbeat(shelf.lease().dividedBy(4));
        String name = "." + UUID.randomUUID() + ShelfPlace.USING;
        try {
            for (String address : addresses) {
                Path marker = shelf.folder(address).resolve(name);
                places.add(marker.resolveSibling(LAST_USED));
                keep(marker, () -> write(marker));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Beats as long as the loan lasts. */
    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Writes a file now and with every beat, and deletes it in the end. */
    void keep(Path file, Heartbeat.Beat beat) throws IOException {
        kept.add(file);
        beat.write();
        heartbeat.add(file, beat);
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'.'});
    }

    @Override
    public void close() throws IOException {
        heartbeat.close();
        for (Path file : kept) {
            Files.deleteIfExists(file);
        }
        for (Path place : places) {
            write(place);
        }
    }
}
