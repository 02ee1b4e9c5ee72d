package io.soundforge.alchemy.platform.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files of a {@link LocalBlobStore}, for work on all of them at once; blocks. Scratch space is none of them. */
public final class BlobFiles {
    private static final String INCOMING = ".restoring";

    private final Path root;
    private final Path blobs;

    /** @param root of the store; need not exist */
    public BlobFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.blobs = this.root.resolve("blobs");
    }

    /** Keys of all blobs in alphabetical order. A running server may delete some meanwhile. */
    public List<String> keys() throws IOException {
        if (!Files.isDirectory(blobs)) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        Path top = blobs.toRealPath(); // the folder itself may be a link to a larger disk
        FileTree.forEachFile(top, file -> {
            String key = top.relativize(file).toString().replace(File.separatorChar, '/');
            if (BlobKeys.isKey(key)) {
                keys.add(key);
            }
        });
        Collections.sort(keys);
        return keys;
    }

    public boolean isEmpty() throws IOException {
        return keys().isEmpty();
    }

    /**
     * Where a blob lies, or would lie.
     *
     * @throws IllegalArgumentException if the key could lead anywhere else
     */
    public Path file(String key) {
        return blobs.resolve(BlobKeys.requireKey(key));
    }

    /** The folder of the store. */
    public Path root() {
        return root;
    }

    /** An empty store on the same disk, to be filled and then {@linkplain #publish published}. */
    public BlobFiles incoming() throws IOException {
        BlobFiles incoming = new BlobFiles(root.resolve(INCOMING));
        incoming.delete();
        Files.createDirectories(incoming.blobs);
        return incoming;
    }

    /** Makes all blobs of the incoming store those of this empty one, at once. */
    public void publish(BlobFiles incoming) throws IOException {
        if (!isEmpty()) {
            throw new IOException("the audio folder " + root + " holds files already");
        }
        clear();
        Files.move(incoming.blobs, blobs, StandardCopyOption.ATOMIC_MOVE);
        incoming.delete();
    }

    /** Deletes every blob. */
    public void clear() throws IOException {
        FileTree.delete(blobs);
    }

    /** Deletes the store with its folder. */
    public void delete() throws IOException {
        FileTree.delete(root);
    }
}
