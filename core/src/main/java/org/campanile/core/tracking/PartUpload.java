package org.campanile.core.tracking;

import java.util.List;
import java.util.Optional;

/** A file on its way to an object store in parts, which are numbered from 1. For one thread. */
interface PartUpload {
    /** What the store calls it; empty with stores that know no such names. */
    String id();

    SignedAddress address(int number) throws SendException;

    /** An address that is good for longer, where such are handed out. */
    Optional<SignedAddress> renewedAddress(int number) throws SendException;

    /** Has the parts put together; these are all of them. */
    void complete(List<SentPart> parts) throws SendException;

    /** The store frees what it has of the file. */
    void abort() throws SendException;
}
