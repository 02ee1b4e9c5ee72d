package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The YAML files of the folder {@code openapi} on the class path, whichever there are. */
final class DescriptionFiles {
    static final String ROOT = "root.yaml";
    private static final String FOLDER = "openapi/";
    private static final String ENDING = ".yaml";

    private DescriptionFiles() {}

    /** The files by their names; {@link #ROOT} is among them. */
    static SortedMap<String, JsonObject> read() {
        return read(DescriptionFiles.class.getClassLoader());
    }

    static SortedMap<String, JsonObject> read(ClassLoader loader) {
        try {
            SortedMap<String, JsonObject> files = new TreeMap<>();
            for (String name : names(loader)) {
                files.put(name, read(loader, name));
            }
            if (!files.containsKey(ROOT)) {
                throw new IllegalStateException(FOLDER + ROOT + " is missing from the class path");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one; fails with IllegalStateException, naming the file, unless it is a mapping. */
    static JsonObject parse(String name, String text) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        if (!(json(document) instanceof JsonObject fields)) {
            throw new IllegalStateException(FOLDER + name + " must be a YAML mapping");
        }
        return fields;
    }

    /** The same as JSON, where nothing is shared: what anchors stand for is about to be changed in places. */
    private static @Nullable Object json(@Nullable Object yaml) {
        if (yaml instanceof Map<?, ?> fields) {
            JsonObject object = new JsonObject();
            fields.forEach((key, value) -> object.put(String.valueOf(key), json(value)));
            return object;
        }
        if (yaml instanceof List<?> items) {
            JsonArray array = new JsonArray();
            items.forEach(item -> array.add(json(item)));
            return array;
        }
        return yaml instanceof Date time ? time.toInstant().toString() : yaml;
    }

    private static JsonObject read(ClassLoader loader, String name) throws IOException {
        try (InputStream file = loader.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException(FOLDER + name + " has gone from the class path");
            }
            return parse(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Set<String> names(ClassLoader loader) throws IOException {
        Set<String> names = new HashSet<>();
        for (URL root : Collections.list(loader.getResources(FOLDER + ROOT))) {
            String text = root.toString();
            URL folder =
                    URI.create(text.substring(0, text.length() - ROOT.length())).toURL();
            names.addAll(besides(root, folder));
        }
        for (URL folder : Collections.list(loader.getResources(FOLDER))) {
            names.addAll(besides(folder, folder));
        }
        return names;
    }

    /** @param known something that the jar has an entry for; not every jar has one for the folder */
    private static Set<String> besides(URL known, URL folder) throws IOException {
        URLConnection connection = known.openConnection();
        return connection instanceof JarURLConnection jar ? inJar(jar) : inFolder(folder);
    }

    private static Set<String> inJar(JarURLConnection jar) throws IOException {
        Set<String> names = new HashSet<>();
        jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(FOLDER) && name.endsWith(ENDING))
                .forEach(name -> names.add(name.substring(FOLDER.length())));
        return names;
    }

    private static Set<String> inFolder(URL folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            Set<String> names = new HashSet<>();
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .forEach(names::add);
            return names;
        } catch (URISyntaxException e) {
            throw new IOException("no folder: " + folder, e);
        }
    }
}
