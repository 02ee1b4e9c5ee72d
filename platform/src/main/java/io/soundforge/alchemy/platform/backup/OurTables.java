package io.soundforge.alchemy.platform.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of the mesh as the database itself lists them, so that a backup misses none that a later migration brings.
 * Flyway's own table is none of them, nor is who lives now, nor the name of the journal: those are no memory.
 */
final class OurTables {
    /** No part of a backup: Flyway's own, who lives now, the journal's name, and what Supabase Realtime is shown. */
    static final List<String> OTHERS = List.of("flyway_schema_history", "nodes", "fact_epoch", "job_status");

    private static final String HERE = "(select oid from pg_namespace where nspname = current_schema())";
    private static final String COLUMNS = "select c.relname, a.attname, a.attidentity <> '' from pg_class c"
            + " join pg_attribute a on a.attrelid = c.oid where c.relkind = 'r' and c.relname not in ('"
            + String.join("', '", OTHERS)
            + "') and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relnamespace = " + HERE
            + " order by c.relname, a.attnum";
    private static final String PARENTS = "select child.relname, parent.relname from pg_constraint k"
            + " join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid"
            + " where k.contype = 'f' and child.oid <> parent.oid and child.relnamespace = " + HERE;

    private OurTables() {}

    /**
     * A table.
     *
     * @param columns those that hold values of their own, in the table's order
     * @param identities columns that number the rows
     */
    record Table(String name, List<String> columns, List<String> identities) {
        Table {
            columns = List.copyOf(columns);
            identities = List.copyOf(identities);
        }

        String quoted() {
            return quote(name);
        }

        /** {@code "a", "b"}. */
        String columnList() {
            return String.join(", ", columns.stream().map(OurTables::quote).toList());
        }
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** All of them, each behind those that it refers to. */
    static List<Table> of(Connection connection) throws SQLException {
        Map<String, Table> found = byName(connection);
        List<String[]> references = references(connection);
        List<Table> ordered = new ArrayList<>();
        while (!found.isEmpty()) {
            List<Table> free = found.values().stream()
                    .filter(table -> references.stream()
                            .noneMatch(edge -> edge[0].equals(table.name()) && found.containsKey(edge[1])))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: " + found.keySet());
            }
            free.forEach(table -> found.remove(table.name()));
            ordered.addAll(free);
        }
        return ordered;
    }

    private static Map<String, Table> byName(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, List<String>> identities = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2));
                if (rows.getBoolean(3)) {
                    identities
                            .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        columns.forEach(
                (name, all) -> tables.put(name, new Table(name, all, identities.getOrDefault(name, List.of()))));
        return tables;
    }

    private static List<String[]> references(Connection connection) throws SQLException {
        List<String[]> edges = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PARENTS)) {
            while (rows.next()) {
                edges.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        return edges;
    }

    static boolean hasRows(Connection connection, Table table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from " + table.quoted() + " limit 1")) {
            return rows.next();
        }
    }

    /** What an identity column gives next. */
    static long nextNumber(Connection connection, Table table, String column) throws SQLException {
        String sequence = sequenceOf(connection, table, column);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select last_value + case when is_called then 1 else 0 end from " + sequence)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void nextNumber(Connection connection, Table table, String column, long next) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select setval(?::regclass, ?, false)")) {
            statement.setString(1, sequenceOf(connection, table, column));
            statement.setLong(2, next);
            statement.executeQuery().close();
        }
    }

    /** Quoted, with its schema. */
    private static String sequenceOf(Connection connection, Table table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_get_serial_sequence(?, ?)")) {
            statement.setString(1, table.quoted());
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
