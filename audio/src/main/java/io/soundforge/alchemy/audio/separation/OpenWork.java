package io.soundforge.alchemy.audio.separation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The separations of a shelf that go on, as files {@code open/<id>.json} that their owners write again and again. One
 * whose owner fell silent is not listed any more, and cleared away.
 */
final class OpenWork {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWork.class);
    private static final String EXTENSION = ".json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final SegmentShelf shelf;
    private final Path folder;

    OpenWork(SegmentShelf shelf) {
        this.shelf = shelf;
        this.folder = shelf.root().resolve("open");
    }

    /** Puts a separation on the list until the loan is given back. */
    void post(WorkOrder order, ShelfLoan loan, LongSupplier playHead) throws IOException {
        Path file = folder.resolve(order.id() + EXTENSION);
        loan.keep(file, () -> write(file, order.withPlayHead(playHead.getAsLong())));
    }

    private void write(Path file, WorkOrder order) throws IOException {
        Files.createDirectories(folder);
        Path next = folder.resolve("." + file.getFileName() + ".next");
        Files.write(next, JSON.writeValueAsBytes(order));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The separations whose owners live, in the order of their ids. */
    List<WorkOrder> list() throws IOException {
        List<WorkOrder> orders = new ArrayList<>();
        for (Path file : files()) {
            try {
                if (shelf.clock().isOlder(file, shelf.lease())) {
                    Files.deleteIfExists(file);
                } else {
                    orders.add(JSON.readValue(Files.readAllBytes(file), WorkOrder.class));
                }
            } catch (NoSuchFileException e) {
                LOG.trace("{} has just been finished", file);
            } catch (JsonProcessingException e) {
                LOG.debug("{} is no work order of this release", file, e);
            }
        }
        return orders;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith(EXTENSION) && !name.startsWith(".");
                    })
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
