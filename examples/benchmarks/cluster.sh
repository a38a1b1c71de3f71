# A standalone Spark cluster on this machine, for the benchmarks that source this file. They set
#
#   root   the repository
#   work   a folder for the cluster, its logs and what else the benchmark writes
#
# and may set CAMPANILE_SPARK_JARS (a folder of Spark's JARs; those of the build) and SPARK_SCALA_VERSION (2.12). What was
# started ends with the script.

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$root/spark-runner/target/campanile.jar
[[ -f $jar ]] || fail "There is no $jar: run ./campanile version first, which builds it."
mkdir -p "$work/spark" "$work/local"
if [[ -n ${CAMPANILE_SPARK_JARS:-} ]]; then
  ln -sfn "$(cd "$CAMPANILE_SPARK_JARS" && pwd)" "$work/spark/jars"
else
  mkdir -p "$work/spark/jars"
  tr ':' '\n' <"$root/spark-runner/target/spark.classpath" | while IFS= read -r file || [[ -n $file ]]; do
    ln -sf "$file" "$work/spark/jars/"
  done
fi

export SPARK_HOME=$work/spark SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.12}
export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$work/local
java_options=(@"$root/spark-runner/src/main/resources/org/campanile/spark/jvm.options" -cp "$SPARK_HOME/jars/*")
started=()
cluster_workers=()
trap 'for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done' EXIT

await() { # FILE PATTERN
  for _ in $(seq 300); do
    if grep -q -- "$2" "$1" 2>/dev/null; then
      return
    fi
    sleep 0.2
  done
  fail "$1 does not say '$2' after a minute."
}

# Sets master.
start_cluster() { # WORKERS CORES MEMORY
  "$java" "${java_options[@]}" -Xmx256m org.apache.spark.deploy.master.Master \
    --host 127.0.0.1 --port 0 --webui-port 0 >"$work/master.log" 2>&1 &
  started+=($!)
  await "$work/master.log" 'Starting Spark master at'
  master=$(sed -n 's/.*Starting Spark master at \(spark:\/\/[^ ]*\).*/\1/p' "$work/master.log")
  local worker
  for ((worker = 0; worker < $1; worker++)); do
    "$java" "${java_options[@]}" -Xmx256m org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      --cores "$2" --memory "$3" --work-dir "$work/worker-$worker" "$master" >"$work/worker-$worker.log" 2>&1 &
    started+=($!)
    cluster_workers+=($!)
  done
  for ((worker = 0; worker < $1; worker++)); do
    await "$work/worker-$worker.log" 'Successfully registered with master'
  done
}

# The greatest resident size of a process so far, in MiB; nothing when it has ended.
resident() { # PROCESS
  awk '/^VmHWM/ {print int($2 / 1024)}' "/proc/$1/status" 2>/dev/null || true
}

# Processes of the executors that run now.
executors() {
  local worker
  for worker in "${cluster_workers[@]}"; do
    pgrep -P "$worker" || true
  done
}

# Becomes spark-submit, without its script and with a heap of 1 GiB: to be called in a subshell or in the background. The array
# driver_options may hold more options of the driver's JVM.
exec_submit() { # OPTION...
  exec "$java" "${java_options[@]}" ${driver_options[@]+"${driver_options[@]}"} -Xmx1g \
    org.apache.spark.deploy.SparkSubmit --master "$master" --driver-memory 1g \
    --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false "$@"
}
