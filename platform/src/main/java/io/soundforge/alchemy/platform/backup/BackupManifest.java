package io.soundforge.alchemy.platform.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.soundforge.alchemy.platform.bus.WireJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds: the last entry of its archive, {@code manifest.json}.
 *
 * @param format of the archive; a release refuses those it does not know
 * @param program version of the release that wrote it
 * @param createdAt when its rows were read
 * @param schemaVersion of the rows, such as {@code 3}
 * @param serverVersion of the PostgreSQL they were read from
 * @param tables in an order in which they can be filled
 * @param entries every other entry of the archive
 */
record BackupManifest(
        int format,
        String program,
        Instant createdAt,
        String schemaVersion,
        String serverVersion,
        List<Table> tables,
        List<Entry> entries) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";
    static final String TABLES = "tables/";
    static final String BLOBS = "blobs/";

    BackupManifest {
        tables = List.copyOf(tables);
        entries = List.copyOf(entries);
    }

    /**
     * The rows of one table.
     *
     * @param columns in the order of the text
     * @param nextNumbers what each identity column gives next, by the column's name
     */
    record Table(String name, List<String> columns, long rows, Map<String, Long> nextNumbers) {
        Table {
            columns = List.copyOf(columns);
            nextNumbers = Map.copyOf(nextNumbers);
        }

        String entryName() {
            return entryName(name);
        }

        /** In PostgreSQL's COPY text format, UTF-8. */
        static String entryName(String table) {
            return TABLES + table + ".copy";
        }
    }

    /** @param sha256 of the unpacked bytes, hexadecimal */
    record Entry(String name, long bytes, String sha256) {}

    byte[] json() {
        try {
            return WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest has a JSON form", e);
        }
    }

    static BackupManifest of(byte[] json) throws IOException {
        return WireJson.mapper().readValue(json, BackupManifest.class);
    }

    /** Keys of the blobs. */
    List<Entry> blobs() {
        return entries.stream().filter(entry -> entry.name().startsWith(BLOBS)).toList();
    }

    BackupSummary summary(List<String> warnings) {
        return new BackupSummary(
                program,
                createdAt,
                schemaVersion,
                serverVersion,
                tables.stream().mapToLong(Table::rows).sum(),
                blobs().size(),
                blobs().stream().mapToLong(Entry::bytes).sum(),
                warnings);
    }
}
