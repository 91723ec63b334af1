//! Starting: flags, ports, folders, files.

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Command, Output, Stdio},
};

use common::{config, write_pages};
use launch_complete_demo::{DemoError, Site, serve};

fn program(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_launch-complete-demo"))
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn wrong_flags_show_the_help() {
    let help = program(&["--help"]);
    assert!(help.status.success());
    let help = String::from_utf8(help.stdout).unwrap();
    for flag in [
        "--host-port",
        "--marketplace-port",
        "--www",
        "--database",
        "--base",
        "--verbose",
    ] {
        assert!(help.contains(flag), "{flag}");
    }
    let table: &[(&[&str], &str)] = &[
        (&["--port", "1"], "--port"),
        (&["--host-port"], "--host-port"),
        (&["--host-port", "65536"], "65536"),
        (&["extra"], "extra"),
    ];
    for (args, named) in table {
        let output = program(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(named) && error.contains(&help), "{error}");
    }
}

#[test]
fn a_taken_port_is_named_with_its_flag() {
    let folder = tempfile::tempdir().unwrap();
    write_pages(folder.path());
    let www = folder.path().join("www");
    let database = folder.path().join("demo.sqlite");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (flag, other) in [
        ("--host-port", "--marketplace-port"),
        ("--marketplace-port", "--host-port"),
    ] {
        let files = [
            "--www",
            www.to_str().unwrap(),
            "--database",
            database.to_str().unwrap(),
        ];
        let output = program(&[&files[..], &[flag, &port, other, "0"]].concat());
        assert_eq!(output.status.code(), Some(1));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            error.contains(&format!("port {port} is taken")) && error.contains(flag),
            "{error}"
        );
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

#[cfg(unix)]
#[test]
fn prints_both_addresses_and_ends_at_ctrl_c() {
    let folder = tempfile::tempdir().unwrap();
    write_pages(folder.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_launch-complete-demo"))
        .args(["--host-port", "0", "--marketplace-port", "0", "--verbose"])
        .arg("--www")
        .arg(folder.path().join("www"))
        .arg("--database")
        .arg(folder.path().join("demo.sqlite"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut line = || out.next().unwrap().unwrap();
    let (host, marketplace) = (line(), line());
    assert!(
        marketplace.contains("http://marketplace.localhost:"),
        "{marketplace}"
    );
    let (_, port) = host
        .trim_end_matches('/')
        .split_once("http://host.localhost:")
        .unwrap();

    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    write!(
        stream,
        "GET /host/?launch_result=canary HTTP/1.1\r\nHost: host.localhost:{port}\r\n\r\n"
    )
    .unwrap();
    stream.read_exact(&mut [0; 12]).unwrap();

    // The connection stays open: one that is idle must not keep the program alive.
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupted.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", output.status);
    let log = String::from_utf8(output.stderr).unwrap();
    assert_eq!(log, "host.localhost GET /host/\n");
}

#[tokio::test]
async fn says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let error = serve(config(folder.path())).await.unwrap_err();
    assert!(matches!(error, DemoError::NoPages { .. }));
    assert!(error.to_string().contains("cargo xtask build"), "{error}");

    write_pages(folder.path());
    fs::create_dir_all(folder.path().join("new")).unwrap();
    fs::write(
        folder.path().join("new/demo.sqlite"),
        "no database, but long enough to be one".repeat(9),
    )
    .unwrap();
    let error = serve(config(folder.path())).await.unwrap_err();
    assert!(matches!(error, DemoError::Database { .. }));
    assert!(error.to_string().contains("--database"), "{error}");
}

#[tokio::test]
async fn an_end_frees_the_ports() {
    let folder = tempfile::tempdir().unwrap();
    write_pages(folder.path());
    let demo = serve(config(folder.path())).await.unwrap();
    let port: u16 = demo
        .host_origin()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let mut again = config(folder.path());
    again.host_port = port;
    let error = serve(again.clone()).await.unwrap_err();
    assert!(matches!(error, DemoError::PortTaken { site: Site::Host, port: it } if it == port));
    demo.shutdown().await;
    serve(again).await.unwrap().shutdown().await;
}
