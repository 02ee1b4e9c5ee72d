package io.soundforge.alchemy.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer of {@code GET /api/cluster} for people. */
final class StatusText {
    private static final int SHORT_NAME = 13; // "node-" and the first part of its UUID

    private StatusText() {}

    static String of(URI server, JsonNode status) {
        return "Sound Forge Alchemy at " + server + "\n" + members(status) + "\n" + table(nodes(status.path("nodes")))
                + "\n" + table(queues(status.path("queues")));
    }

    private static String members(JsonNode status) {
        return status.path("clustered").asBoolean()
                ? "Cluster: " + String.join(", ", texts(status.path("members"))) + "\n"
                : "Cluster: none, one process does everything\n";
    }

    private static List<List<String>> nodes(JsonNode nodes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NODE", "VERSION", "SEEN", "ROLES"));
        nodes.forEach(node -> rows.add(List.of(
                shortened(node.path("name").asText()),
                node.path("version").asText(),
                age(node.path("seenSecondsAgo")) + " ago",
                String.join(", ", texts(node.path("roles"))))));
        return rows;
    }

    private static List<List<String>> queues(JsonNode queues) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("QUEUE", "QUEUED", "WAITING", "RUNNING", "OLDEST"));
        queues.forEach(queue -> rows.add(List.of(
                queue.path("kind").asText(),
                queue.path("queued").asText(),
                queue.path("waiting").asText(),
                queue.path("running").asText(),
                queue.path("oldestQueuedSeconds").isNumber() ? age(queue.path("oldestQueuedSeconds")) : "-")));
        return rows;
    }

    private static String shortened(String name) {
        return name.length() > SHORT_NAME ? name.substring(0, SHORT_NAME) : name;
    }

    /** Seconds up to two minutes, then minutes. */
    private static String age(JsonNode seconds) {
        double value = seconds.asDouble();
        return value < 120
                ? String.format(Locale.ROOT, "%.0f s", value)
                : String.format(Locale.ROOT, "%.0f min", value / 60);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Columns as wide as their widest cell, two spaces apart. */
    private static String table(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(rows, column) - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
