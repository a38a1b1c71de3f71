package org.campanile.spark.storage;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under the scheme {@code plain}, where a file can be seen while it is written, as in HDFS. */
public class PlainFileSystem extends RawLocalFileSystem {
    private String configured;

    @Override
    public void initialize(URI location, Configuration configuration) throws IOException {
        configured = location.getScheme();
        super.initialize(location, configuration);
    }

    @Override
    public URI getUri() {
        return URI.create((configured == null ? getScheme() : configured) + ":///");
    }

    @Override
    public String getScheme() {
        return "plain";
    }
}
